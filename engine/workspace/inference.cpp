// SPDX-License-Identifier: GPL-3.0-or-later
// Trying and measuring tuned models.
#include "engine/data/writer.h"
#include "engine/models/config.h"
#include "engine/models/head_kind.h"
#include "engine/workspace/parts.h"

#include <spdlog/fmt/fmt.h>

namespace espalier {

namespace fs = std::filesystem;

namespace {

Table lineTable(const fs::path& file) {
    Table table;
    table.columns = {"text"};
    for (auto& line : readLines(file).value()) table.rows.push_back({static_cast<std::int64_t>(table.rows.size()) + 1, {std::move(line)}});
    return table;
}

/// The model of a key, loaded where it is not among the `kept` newest.
template <typename T, typename Load>
std::shared_ptr<T> cached(std::list<std::pair<std::string, std::shared_ptr<T>>>& models, std::size_t kept, const std::string& key, const Load& load) {
    for (auto it = models.begin(); it != models.end(); ++it)
        if (it->first == key) {
            models.splice(models.begin(), models, it);
            return it->second;
        }
    models.emplace_front(key, load());
    if (models.size() > kept) models.pop_back();
    return models.front().second;
}

bool isTable(const fs::path& file) {
    const auto extension = file.extension().string();
    return extension == ".csv" || extension == ".tsv" || extension == ".jsonl";
}

Table classTable(const Table& source, const std::vector<std::string>& texts, const std::vector<Prediction>& predictions,
                 const std::vector<std::string>& labels) {
    Table answers;
    answers.columns = {"text", "label", "score"};
    for (const auto& label : labels) answers.columns.push_back("score." + label);
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        std::vector<std::string> cells {texts[i], predictions[i].label, fmt::format("{:.6f}", predictions[i].score)};
        for (const auto score : predictions[i].scores) cells.push_back(fmt::format("{:.6f}", score));
        answers.rows.push_back({source.rows[i].line, std::move(cells)});
    }
    return answers;
}

/// The entities as spans, so that the table can be imported, and in words.
Table entityTable(const Table& source, const std::vector<std::string>& texts, const std::vector<Prediction>& predictions) {
    Table answers;
    answers.columns = {"text", "label", "entities"};
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        std::vector<EntitySpan> spans;
        for (const auto& entity : predictions[i].entities) spans.push_back({entity.start, entity.end, entity.name});
        const auto label = spansLabel(spans);
        answers.rows.push_back({source.rows[i].line, {texts[i], label, entitySummary(texts[i], label)}});
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
        return cached(m->generators, 1, key, [&] { return compute().value()->loadGenerator(folder, bits, m->options.device, m->threads()).value(); });
    });
}

Result<EvaluationOutcome> Workspace::evaluate(const std::string& reference, const std::string& data, Split split, const ColumnMapping& mapping,
                                              const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference);
        const std::string architecture = readModelConfig(folder).value().architecture, language = languageTaskOf(architecture);
        const bool tags = architecture.ends_with("ForTokenClassification");
        auto loaded = workspace::loadData(*m, data, mapping, !language.empty() ? language : tags ? "tokens" : "classification", true);
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
        auto table = isTable(input) ? readTable(input, {}, token).value().table : lineTable(input);
        if (!table.badLines.empty())
            failBadInput(table.badLines.front().reason, fmt::format("{}:{}", input.string(), table.badLines.front().line),
                         "correct the file: every row must get its answer");
        const auto mapping = isTable(input) ? guessMapping(table) : ColumnMapping {.text = "text"};
        if (mapping.text.empty()) failBadInput("no column of texts was found", input.string(), "name the column \"text\"");
        std::vector<std::string> texts;
        for (auto& example : toExamples(table, {.text = mapping.text}).value()) texts.push_back(std::move(example.text));
        const auto model = predictor(reference).value();
        const auto predictions = model->predict(texts, {}, token, progress).value();
        auto answers = model->task() == "tokens" ? entityTable(table, texts, predictions) : classTable(table, texts, predictions, model->labels());
        writeCsv(output, answers).value();
        return static_cast<std::int64_t>(predictions.size());
    });
}

Result<TryRecord> Workspace::keepTry(TryRecord record) { return m->tries().add(std::move(record)); }
Status Workspace::correctTry(std::int64_t id, const std::string& label) { return m->tries().correct(id, label); }
Status Workspace::removeTry(std::int64_t id) { return m->tries().remove(id); }
Result<std::vector<TryRecord>> Workspace::tries(const std::string& search, std::int64_t limit) { return m->tries().search(search, limit); }

}
