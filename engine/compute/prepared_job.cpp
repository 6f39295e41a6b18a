// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/prepared_job.h"

#include "engine/base/file.h"
#include "engine/checkpoint/weights.h"
#include "engine/compute/device.h"
#include "engine/inference/language_settings.h"
#include "engine/inference/tokenize.h"
#include "engine/models/head_kind.h"
#include "engine/models/language_head.h"
#include "engine/models/registry.h"
#include "engine/recipe/multi_task.h"
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

/// What is loaded of a model, and how its texts are read.
struct ModelSource {
    const std::filesystem::path& folder;
    const ModelConfig& config;
    std::int64_t maxLength;
    int threads;
};

std::unique_ptr<Task> makeJobTask(const std::string& kind, const std::vector<std::string>& labels, const ModelSource& source,
                                  const std::shared_ptr<const Tokenizer>& tokenizer) {
    if (!isLanguageTask(kind)) return makeTask(kind, labels).value();
    return makeLanguageTask(kind, languageSettings(source.folder, source.config, tokenizer)).value();
}

LoadOptions loadOptions(const ModelSource& source, const Task& task, const Recipe& recipe) {
    const bool pools = !task.isPerToken() && !task.asLanguage();
    return {.architecture = taskArchitecture(source.config, task), .labels = task.labels(), .pooling = pools ? recipe.pooling : "cls",
            .problemType = task.problemType(), .seed = recipe.training.seed};
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

ExampleSet tokenizeSplit(const std::vector<Example>& examples, Task& task, const ModelSource& source, PreparedJob& prepared) {
    if (const LanguageTask* language = task.asLanguage()) {
        auto rows = language->encode(examples, source.maxLength, source.threads);
        prepared.longestTokens = std::max(prepared.longestTokens, rows.longest);
        prepared.truncatedTexts += rows.cut;
        prepared.setup.notes.insert(prepared.setup.notes.end(), rows.notes.begin(), rows.notes.end());
        return {.examples = std::move(rows.examples)};
    }
    if (Questions* questions = task.asQuestions()) {
        auto rows = questions->encode(examples, *prepared.tokenizer, source.maxLength, source.threads);
        prepared.longestTokens = std::max(prepared.longestTokens, rows.longest);
        return {.examples = std::move(rows.examples)};
    }
    auto tokenized = tokenizeExamples(*prepared.tokenizer, examples, source.maxLength, source.threads, task.isPerToken());
    task.setTargets(examples, tokenized.examples);
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

/// A model whose body is the job's from the start, so that there is one of it.
std::unique_ptr<Model> loadBeside(PreparedJob& prepared, const ModelSource& source, const LoadOptions& options, std::vector<std::string>& fresh) {
    auto loaded = loadModel(source.folder, options).value();
    fresh = std::move(loaded.fresh);
    loaded.model->moveTo(prepared.setup.device);
    const SharedBody shared(*prepared.model, *loaded.model);
    return std::move(loaded.model);
}

/// Returns how the models of the further tasks were loaded, by their names.
std::vector<std::pair<std::string, LoadOptions>> prepareFurther(const TrainJob& job, const ModelSource& source, PreparedJob& prepared) {
    std::vector<std::pair<std::string, LoadOptions>> all;
    for (std::size_t i = 0; i < job.moreTasks.size(); ++i) {
        const auto& further = job.moreTasks[i];
        auto task = makeJobTask(job.recipe.multiTask.tasks.at(i).task, further.labels, source, prepared.tokenizer);
        const auto options = loadOptions(source, *task, job.recipe);
        std::vector<std::string> fresh;
        auto model = loadBeside(prepared, source, options, fresh);
        prepared.setup.further.push_back({.name = further.name, .model = model.get(), .task = task.get(),
                                          .train = tokenizeSplit(further.train, *task, source, prepared),
                                          .validation = tokenizeSplit(further.validation, *task, source, prepared),
                                          .test = tokenizeSplit(further.test, *task, source, prepared),
                                          .weight = job.recipe.multiTask.tasks[i].weight});
        prepared.further.push_back({std::move(task), std::move(model)});
        all.emplace_back(further.name, options);
    }
    return all;
}

constexpr std::size_t kGeneralRows = 200; ///< enough for a loss that is steady to a per cent or two, and read in seconds

void prepareGeneral(const TrainJob& job, const ModelSource& source, PreparedJob& prepared) {
    if (job.generalTexts.empty()) return;
    const std::string kind = pretrainedTask(source.config);
    if (kind != "masked-lm" && kind != "causal-lm")
        failBadInput("what a " + source.config.family + " was pretrained with can't be measured here", "data.general", "leave general text out");
    auto& [task, model] = prepared.general;
    task = makeJobTask(kind, {}, source, prepared.tokenizer);
    const bool isOwn = prepared.task->kind() == kind;
    std::vector<std::string> fresh;
    if (!isOwn) model = loadBeside(prepared, source, loadOptions(source, *task, job.recipe), fresh);
    if (!fresh.empty())
        failBadInput("the model's files have no " + fresh.front() + ", a part of the head that it was pretrained with", "data.general",
                     "choose a base model with it, such as bert-base-uncased, or leave general text out");
    const auto notes = prepared.setup.notes.size(); // what is left out of it is of no interest
    const auto longest = prepared.longestTokens, truncated = prepared.truncatedTexts;
    std::vector<Example> examples;
    for (const auto& text : job.generalTexts) examples.push_back({0, text, {}, {}});
    auto rows = tokenizeSplit(examples, *task, source, prepared);
    prepared.setup.notes.resize(notes);
    prepared.longestTokens = longest;
    prepared.truncatedTexts = truncated;
    if (rows.examples.size() > kGeneralRows) rows.examples.resize(kGeneralRows);
    if (rows.examples.empty()) failBadInput("there is no text in it", "data.general", "check the column of texts");
    prepared.setup.general = {.model = isOwn ? prepared.model.get() : model.get(), .task = task->asLanguage(), .rows = std::move(rows)};
}

/// All weights as they are before the first step, made again from the model's files and the seed.
std::function<std::map<std::string, at::Tensor>()> startingWeights(const TrainJob& job, const PreparedJob& prepared, const LoadOptions& options,
                                                                   std::vector<std::pair<std::string, LoadOptions>> further) {
    return [folder = job.modelFolder, options, further = std::move(further), recipe = prepared.setup.recipe, strategy = prepared.strategy.get()] {
        std::map<std::string, at::Tensor> weights;
        for (const auto& [name, how] : further) {
            const auto head = loadModel(folder, how).value();
            strategy->prepare(*head.model, recipe);
            for (const auto& parameter : head.model->parameters())
                if (parameter.isHead) weights[headName(name, parameter.name)] = parameter.value.detach();
        }
        const auto again = loadModel(folder, options).value();
        strategy->prepare(*again.model, recipe);
        for (const auto& parameter : again.model->parameters()) weights[parameter.name] = parameter.value.detach();
        return weights;
    };
}

}

PreparedJob prepareJob(const TrainJob& job) {
    PreparedJob prepared;
    const auto device = chooseDevice(job.device);
    prepared.strategy = makeStrategy(job.recipe).value();
    prepared.tokenizer = loadTokenizer(job.modelFolder).value();
    const auto config = readModelConfig(job.modelFolder).value();
    const auto maxLength = std::min(job.recipe.training.maxLength, config.maxPositions - prepared.strategy->positionsTaken(job.recipe));
    const ModelSource source {job.modelFolder, config, maxLength, job.threads};
    prepared.task = makeJobTask(job.recipe.task, job.labels, source, prepared.tokenizer);
    if (maxLength < 4) failBadInput("nothing of a text fits beside what the strategy puts before it", "strategy.tokens", "use fewer");

    auto& setup = prepared.setup;
    setup.train = tokenizeSplit(job.train, *prepared.task, source, prepared);
    if (prepared.task->asLanguage() && setup.train.size() == 0)
        failBadInput("there is no row to learn from", "data.train", setup.notes.empty() ? "check the columns" : setup.notes.front());
    setup.validation = tokenizeSplit(job.validation, *prepared.task, source, prepared);
    setup.test = tokenizeSplit(job.test, *prepared.task, source, prepared);

    const auto options = loadOptions(source, *prepared.task, job.recipe);
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
    auto further = prepareFurther(job, source, prepared);
    prepareGeneral(job, source, prepared);
    setup.startingWeights = startingWeights(job, prepared, options, std::move(further));
    setup.notes = notes(job, prepared, loaded.fresh, maxLength);
    return prepared;
}

TrainJob furtherJob(const TrainJob& job, std::size_t index) {
    const auto& further = job.moreTasks.at(index);
    TrainJob own;
    own.run = job.run;
    own.recipe = furtherRecipe(job.recipe, index);
    own.recipe.name = further.name;
    own.modelFolder = job.modelFolder;
    own.train = further.train;
    own.validation = further.validation;
    own.test = further.test;
    own.labels = further.labels;
    own.outputFolder = job.outputFolder / kTasksFolder / further.name;
    return own;
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
    for (std::size_t i = 0; i < setup.further.size(); ++i) {
        for (const auto& label : job.moreTasks[i].labels) text += '\n' + label;
        for (const auto* set : {&setup.further[i].train, &setup.further[i].validation, &setup.further[i].test}) text += '\n' + fingerprintOf(*set);
    }
    if (setup.general) text += '\n' + fingerprintOf(setup.general->rows);
    return sha256(text);
}

}
