// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/prepared_job.h"

#include "engine/base/file.h"
#include "engine/checkpoint/weights.h"
#include "engine/compute/device.h"
#include "engine/inference/language_settings.h"
#include "engine/inference/tokenize.h"
#include "engine/models/head_kind.h"
#include "engine/models/registry.h"
#include "engine/strategies/grouping.h"
#include "engine/tasks/questions.h"

#include <algorithm>

namespace espalier {
namespace {

/// The family's class with the task's head, whatever head the folder has.
std::string taskArchitecture(const ModelConfig& config, const Task& task) {
    if (const auto* family = familyNamed(config.family)) {
        for (const auto& name : family->architectures)
            if (task.asLanguage() ? languageTaskOf(name) == task.kind() : name.ends_with(task.head())) return name;
    }
    failBadInput("a " + config.architecture + " can't be tuned for " + task.kind(), "model", "choose another base model");
}

std::unique_ptr<Task> makeJobTask(const TrainJob& job, const ModelConfig& config, const std::shared_ptr<const Tokenizer>& tokenizer) {
    if (!isLanguageTask(job.recipe.task)) return makeTask(job.recipe.task, job.labels).value();
    return makeLanguageTask(job.recipe.task, languageSettings(job.modelFolder, config, tokenizer)).value();
}

template <typename T>
void append(std::string& bytes, const std::vector<T>& values) {
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    bytes += ';';
}

std::string fingerprintOf(const ExampleSet& set) {
    std::string bytes;
    for (const auto& example : set.examples) {
        append(bytes, example.ids);
        append(bytes, example.typeIds);
        append(bytes, example.labels);
        bytes += std::to_string(example.label) + ' ' + std::to_string(example.target) + '\n';
    }
    return sha256(bytes);
}

ExampleSet tokenizeSplit(const std::vector<Example>& examples, std::int64_t maxLength, int threads, PreparedJob& prepared) {
    if (const LanguageTask* language = prepared.task->asLanguage()) {
        auto rows = language->encode(examples, maxLength, threads);
        prepared.longestTokens = std::max(prepared.longestTokens, rows.longest);
        prepared.truncatedTexts += rows.cut;
        prepared.setup.notes.insert(prepared.setup.notes.end(), rows.notes.begin(), rows.notes.end());
        return {.examples = std::move(rows.examples)};
    }
    if (Questions* questions = prepared.task->asQuestions()) {
        auto rows = questions->encode(examples, *prepared.tokenizer, maxLength, threads);
        prepared.longestTokens = std::max(prepared.longestTokens, rows.longest);
        return {.examples = std::move(rows.examples)};
    }
    auto tokenized = tokenizeExamples(*prepared.tokenizer, examples, maxLength, threads, prepared.task->isPerToken());
    prepared.task->setTargets(examples, tokenized.examples);
    prepared.longestTokens = std::max(prepared.longestTokens, tokenized.longest);
    prepared.truncatedTexts += tokenized.truncatedCount;
    return {.examples = std::move(tokenized.examples)};
}

/// What the user should know before the first step.
std::vector<std::string> notes(const TrainJob& job, const PreparedJob& prepared, const std::vector<std::string>& fresh, std::int64_t maxLength) {
    std::vector<std::string> texts = prepared.setup.notes; // of reading the data
    if (prepared.truncatedTexts > 0) {
        texts.push_back(std::to_string(prepared.truncatedTexts) + " texts are longer than " + std::to_string(maxLength)
                        + " tokens: what is beyond that is not read.");
    }
    const bool freshPooler = std::any_of(fresh.begin(), fresh.end(), isBodyPooler);
    if (freshPooler && !prepared.task->isPerToken() && !prepared.task->asLanguage() && prepared.strategy->bodyIsFrozen()) {
        texts.push_back("This model comes without a trained pooler, and a frozen one stays random: pooling by the mean will do better.");
    }
    const auto type = prepared.setup.productType;
    if (prepared.setup.device.is_cpu() && type != c10::ScalarType::Float) {
        texts.push_back("A processor computes the products in " + job.recipe.training.precision + " as asked for; 32-bit numbers are usually faster there.");
    } else if (type != c10::ScalarType::Float) {
        texts.push_back(std::string("The products of a training step are computed in ") + (type == c10::ScalarType::Half ? "fp16" : "bf16") + ", all else in 32-bit numbers.");
    }
    return texts;
}

/// Where the device gains from 16-bit products they are the standard; a processor computes in 32 bits unless told else.
c10::ScalarType productType(const std::string& precision, const c10::Device& device) {
    if (precision == "fp16") return c10::ScalarType::Half;
    return precision == "bf16" || (precision == "auto" && device.is_cuda()) ? c10::ScalarType::BFloat16 : c10::ScalarType::Float;
}

/// A prompt that starts from words: they become ids here, as strategies know no tokenizer.
void startPromptFromText(Recipe& recipe, const Tokenizer& tokenizer) {
    if (recipe.strategy.kind != "prompt" || strategyText(recipe, "init") != "text" || !strategyText(recipe, "start_ids").empty()) return;
    std::vector<std::int32_t> ids;
    tokenizer.encodeIds(strategyText(recipe, "text"), ids, {.addSpecialTokens = false});
    std::string list;
    for (const auto id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
    recipe.strategy.texts["start_ids"] = list;
}

}

PreparedJob prepareJob(const TrainJob& job) {
    PreparedJob prepared;
    const auto device = chooseDevice(job.device);
    prepared.strategy = makeStrategy(job.recipe).value();
    prepared.tokenizer = loadTokenizer(job.modelFolder).value();
    const auto config = readModelConfig(job.modelFolder).value();
    prepared.task = makeJobTask(job, config, prepared.tokenizer);
    const auto maxLength = std::min(job.recipe.training.maxLength, config.maxPositions - prepared.strategy->positionsTaken(job.recipe));
    if (maxLength < 4) failBadInput("nothing of a text fits beside what the strategy puts before it", "strategy.tokens", "use fewer");

    auto& setup = prepared.setup;
    setup.train = tokenizeSplit(job.train, maxLength, job.threads, prepared);
    if (prepared.task->asLanguage() && setup.train.size() == 0)
        failBadInput("there is no row to learn from", "data.train", setup.notes.empty() ? "check the columns" : setup.notes.front());
    setup.validation = tokenizeSplit(job.validation, maxLength, job.threads, prepared);
    setup.test = tokenizeSplit(job.test, maxLength, job.threads, prepared);

    const bool pools = !prepared.task->isPerToken() && !prepared.task->asLanguage();
    const LoadOptions options {.architecture = taskArchitecture(config, *prepared.task), .labels = job.labels,
                               .pooling = pools ? job.recipe.pooling : "cls",
                               .problemType = prepared.task->problemType(), .seed = job.recipe.training.seed};
    auto loaded = loadModel(job.modelFolder, options).value();
    prepared.model = std::move(loaded.model);
    prepared.model->moveTo(device);

    setup.run = job.run;
    setup.recipe = job.recipe;
    startPromptFromText(setup.recipe, *prepared.tokenizer);
    setup.device = device;
    setup.productType = productType(job.recipe.training.precision, device);
    setup.deviceName = deviceName(device);
    setup.checkpointFolder = job.checkpointFolder;
    setup.resume = job.resume;
    setup.maxSeconds = job.maxSeconds;
    setup.startingWeights = [folder = job.modelFolder, options, recipe = setup.recipe, strategy = prepared.strategy.get()] {
        auto again = loadModel(folder, options).value();
        strategy->prepare(*again.model, recipe);
        std::map<std::string, at::Tensor> weights;
        for (const auto& parameter : again.model->parameters()) weights[parameter.name] = parameter.value.detach();
        return weights;
    };
    setup.notes = notes(job, prepared, loaded.fresh, maxLength);
    return prepared;
}

std::string runFingerprint(const TrainJob& job, const TrainingSetup& setup) {
    Recipe recipe = job.recipe;
    recipe.name.clear();
    recipe.model.clear();
    recipe.data = {};
    std::string text = toJson(recipe).dump();
    for (const auto& label : job.labels) text += '\n' + label;
    const auto weights = Weights::open(job.modelFolder).value(); // its files() are its own
    for (const auto& file : weights.files()) text += '\n' + sha256OfFile(file).value();
    for (const auto* set : {&setup.train, &setup.validation, &setup.test}) text += '\n' + fingerprintOf(*set);
    return sha256(text);
}

}
