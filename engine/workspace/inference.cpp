// SPDX-License-Identifier: GPL-3.0-or-later
// Trying and measuring tuned models.
#include "engine/base/json.h"
#include "engine/data/writer.h"
#include "engine/models/config.h"
#include "engine/models/head_kind.h"
#include "engine/workspace/parts.h"
#include "engine/workspace/text_file.h"

#include <spdlog/fmt/fmt.h>

namespace espalier {

namespace fs = std::filesystem;

namespace {

/// The model of a key, loaded where it is not among the `kept` newest.
template <typename T, typename Load>
std::shared_ptr<T> cached(Workspace::Parts::Loaded<T>& models, std::size_t kept, const std::string& key, const Load& load) {
    for (auto it = models.begin(); it != models.end(); ++it)
        if (it->first == key) {
            models.splice(models.begin(), models, it);
            return it->second;
        }
    models.emplace_front(key, load());
    if (models.size() > kept) models.pop_back();
    return models.front().second;
}

/// What a `load` of Compute makes of a model, the last one kept.
template <typename T>
Result<std::shared_ptr<T>> loaded(Workspace::Parts& parts, Workspace::Parts::Loaded<T>& models, const std::string& reference,
                                  Result<std::shared_ptr<T>> (Compute::*load)(const fs::path&, const std::string&, int)) {
    return capture([&] {
        const auto folder = workspace::modelFolder(parts, reference).string();
        const std::lock_guard lock(parts.cacheMutex);
        return cached<T>(models, 1, folder, [&] { return (compute().value()->*load)(folder, parts.options.device, parts.threads()).value(); });
    });
}

/// The label and its share, or the number, or the labels that apply; and every label's share.
Table classTable(const workspace::TextFile& source, const std::vector<Prediction>& predictions, const Predictor& model) {
    const bool measures = model.task() == "regression", several = model.task() == "multilabel";
    Table answers;
    answers.columns = {"text"};
    if (measures) answers.columns.push_back("value");
    else if (several) answers.columns.push_back("labels");
    else answers.columns.insert(answers.columns.end(), {"label", "score"});
    if (!measures)
        for (const auto& label : model.labels()) answers.columns.push_back("score." + label);
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        std::vector<std::string> cells {source.texts[i]};
        if (measures) cells.push_back(fmt::format("{:.6g}", predictions[i].value));
        else if (several) cells.push_back(toText(Json(predictions[i].chosen)));
        else cells.insert(cells.end(), {predictions[i].label, fmt::format("{:.6f}", predictions[i].score)});
        for (const auto score : predictions[i].scores) cells.push_back(fmt::format("{:.6f}", score));
        answers.rows.push_back({source.lines[i], std::move(cells)});
    }
    return answers;
}

/// The entities as spans, so that the table can be imported, and in words.
Table entityTable(const workspace::TextFile& source, const std::vector<Prediction>& predictions) {
    Table answers;
    answers.columns = {"text", "label", "entities"};
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        std::vector<EntitySpan> spans;
        for (const auto& entity : predictions[i].entities) spans.push_back({entity.start, entity.end, entity.name});
        const auto label = spansLabel(spans);
        answers.rows.push_back({source.lines[i], {source.texts[i], label, entitySummary(source.texts[i], label)}});
    }
    return answers;
}

}

Result<std::shared_ptr<Predictor>> Workspace::predictor(const std::string& reference) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference).string();
        std::lock_guard lock(m->cacheMutex);
        return cached(m->predictors, 3, folder, [&] { return compute().value()->loadPredictor(folder, m->options.device, m->threads()).value(); });
    });
}

Result<std::shared_ptr<TextGenerator>> Workspace::generator(const std::string& reference, WeightBits bits) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference).string();
        const auto key = std::to_string(static_cast<int>(bits)) + folder;
        std::lock_guard lock(m->cacheMutex);
        return cached(m->generators, 2, key, [&] { return compute().value()->loadGenerator(folder, bits, m->options.device, m->threads()).value(); });
    });
}

Result<std::shared_ptr<MaskFiller>> Workspace::maskFiller(const std::string& reference) {
    return loaded(*m, m->maskFillers, reference, &Compute::loadMaskFiller);
}

Result<std::shared_ptr<QuestionAnswerer>> Workspace::questionAnswerer(const std::string& reference) {
    return loaded(*m, m->questionAnswerers, reference, &Compute::loadQuestionAnswerer);
}

Result<std::shared_ptr<Embedder>> Workspace::embedder(const std::string& reference) { return loaded(*m, m->embedders, reference, &Compute::loadEmbedder); }

Result<std::shared_ptr<ZeroShotClassifier>> Workspace::zeroShotClassifier(const std::string& reference) {
    return loaded(*m, m->zeroShotClassifiers, reference, &Compute::loadZeroShotClassifier);
}

Result<EvaluationOutcome> Workspace::evaluate(const std::string& reference, const std::string& data, Split split, const ColumnMapping& mapping,
                                              const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference);
        // Only entities, answers and texts to write are read in ways of their own; what a label means is the model's matter.
        const std::string architecture = readModelConfig(folder).value().architecture, language = languageTaskOf(architecture);
        const std::string kind = !language.empty()                                ? language
                                 : architecture.ends_with("ForTokenClassification") ? "tokens"
                                 : architecture.ends_with("ForQuestionAnswering")   ? "qa"
                                                                                    : "classification";
        auto loaded = workspace::loadData(*m, data, mapping, kind, true);
        std::vector<Example> examples;
        if (split != Split::None && loaded.splits.empty())
            failBadInput("this data has no split", data, std::string("split it first: espalier data split ") + data);
        for (std::size_t i = 0; i < loaded.examples.size(); ++i)
            if (split == Split::None || loaded.splits[i] == split) examples.push_back(std::move(loaded.examples[i]));
        if (examples.empty()) failBadInput("there is no row to evaluate on", data);
        return compute().value()->evaluate(folder, examples, m->options.device, m->threads(), token, progress).value();
    });
}

Result<std::int64_t> Workspace::predictFile(const std::string& reference, const fs::path& input, const fs::path& output,
                                            const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto file = workspace::readTexts(input, token);
        const auto model = predictor(reference).value();
        const auto predictions = model->predict(file.texts, {}, token, progress).value();
        const auto answers = model->task() == "tokens" ? entityTable(file, predictions) : classTable(file, predictions, *model);
        writeCsv(output, answers).value();
        return static_cast<std::int64_t>(predictions.size());
    });
}

Result<TryRecord> Workspace::keepTry(TryRecord record) { return m->tries().add(std::move(record)); }
Status Workspace::correctTry(std::int64_t id, const std::string& label) { return m->tries().correct(id, label); }
Status Workspace::removeTry(std::int64_t id) { return m->tries().remove(id); }
Result<std::vector<TryRecord>> Workspace::tries(const std::string& search, std::int64_t limit) { return m->tries().search(search, limit); }

}
