// SPDX-License-Identifier: GPL-3.0-or-later
// From a recipe's names to a job's folders, examples, splits and labels.
#include "engine/data/folds.h"
#include "engine/data/label_list.h"
#include "engine/data/text_key.h"
#include "engine/models/language_head.h"
#include "engine/recipe/multi_task.h"
#include "engine/workspace/parts.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace espalier::workspace {

namespace {

bool isInteger(const std::string& text, long long& value) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size();
}

void requireKnownLabels(const std::vector<Example>& examples, const std::vector<std::string>& labels, const std::string& data) {
    for (const auto& example : examples)
        if (std::find(labels.begin(), labels.end(), example.label) == labels.end())
            failBadInput("the label \"" + example.label + "\" is not among those of the training data", data + ":" + std::to_string(example.line),
                         "correct the label, or add such rows to the training data");
}

void requireTwoClasses(const std::vector<Example>& examples, const std::string& data) {
    const auto differs = [&](const Example& example) { return example.label != examples.front().label; };
    if (examples.empty()) failBadInput("there is no labelled row to train on", data, "check the label column");
    if (std::none_of(examples.begin(), examples.end(), differs))
        failBadInput("all rows have the same label \"" + examples.front().label + "\"", data, "a classifier needs at least two classes");
}

void requireEntities(const std::vector<Example>& examples, const std::string& data) {
    if (countEntities(examples).empty()) failBadInput("no sentence has an entity", data, "check the label column");
}

void requireNumbers(const std::vector<Example>& examples, const std::string& data) {
    for (const auto& example : examples)
        if (!isNumber(example.label))
            failBadInput("the label \"" + example.label + "\" is no number", data + ":" + std::to_string(example.line), "give a decimal number, such as 3.5, or choose another label column");
}

/// The cells of single labels, at their lines.
std::vector<Example> singleLabels(const std::vector<Example>& examples) {
    std::vector<Example> singles;
    for (const auto& example : examples)
        for (auto& label : labelList(example.label)) singles.push_back({example.line, {}, {}, std::move(label)});
    return singles;
}

void distribute(LoadedData&& loaded, TrainJob& job) {
    for (std::size_t i = 0; i < loaded.examples.size(); ++i) {
        switch (loaded.splits[i]) {
        case Split::Validation: job.validation.push_back(std::move(loaded.examples[i])); break;
        case Split::Test: job.test.push_back(std::move(loaded.examples[i])); break;
        case Split::Train: job.train.push_back(std::move(loaded.examples[i])); break;
        case Split::None: break;    // a row added after the split belongs to no part
        }
    }
}

/// The rows of the recipe's fold validate, all others are trained on. The parts are the same for every seed.
std::vector<Split> foldSplits(const Recipe& recipe, const std::vector<Example>& examples) {
    const auto folds = foldsOf(examples, recipe.data.folds, 0, recipe.task == "classification").value();
    std::vector<Split> splits;
    for (const auto fold : folds) splits.push_back(fold == recipe.data.fold ? Split::Validation : Split::Train);
    return splits;
}

SplitOptions splitOptions(const Recipe& recipe) {
    SplitOptions options;
    options.seed = recipe.training.seed;
    options.stratified = recipe.task == "classification";
    if (!recipe.data.split.empty()) {
        options.train = recipe.data.split[0];
        options.validation = recipe.data.split.size() > 1 ? recipe.data.split[1] : 0;
        options.test = recipe.data.split.size() > 2 ? recipe.data.split[2] : 0;
    }
    return options;
}

}

std::vector<std::string> classNames(const std::vector<Example>& examples, const std::vector<std::string>& modelLabels) {
    std::set<std::string> distinct;
    for (const auto& example : examples) distinct.insert(example.label);
    if (distinct == std::set<std::string>(modelLabels.begin(), modelLabels.end()) && distinct.size() == modelLabels.size()) return modelLabels;
    std::vector<std::string> names(distinct.begin(), distinct.end());
    long long value = 0;
    if (std::all_of(names.begin(), names.end(), [&](const auto& name) { return isInteger(name, value); }))
        std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
            long long left = 0, right = 0;
            isInteger(a, left);
            isInteger(b, right);
            return left < right || (left == right && a < b);
        });
    return names;
}

std::vector<std::string> tagNames(const std::vector<Example>& examples, const std::vector<std::string>& modelLabels) {
    std::set<std::string> types;
    for (const auto& type : countEntities(examples)) types.insert(type.label);
    std::vector<std::string> names {"O"};
    for (const auto& type : types)
        for (const char* prefix : {"B-", "I-"}) names.push_back(prefix + type);
    const bool same = std::set<std::string>(names.begin(), names.end()) == std::set<std::string>(modelLabels.begin(), modelLabels.end());
    return same && names.size() == modelLabels.size() ? modelLabels : names;
}

namespace {

/// What the task wants of the labels of all rows, before they are split.
void checkLabels(const Recipe& recipe, const std::vector<Example>& examples) {
    const auto& data = recipe.data.train;
    if (recipe.task == "classification") requireTwoClasses(examples, data);
    if (recipe.task == "tokens") requireEntities(examples, data);
    if (recipe.task == "regression") requireNumbers(examples, data);
}

/// Classes or labels of the training rows; errors where a held-out row has another.
std::vector<std::string> namesOf(const Recipe& recipe, const TrainJob& job, const std::vector<std::string>& modelLabels) {
    const bool several = recipe.task == "multilabel";
    const auto single = [&](const std::vector<Example>& examples) { return several ? singleLabels(examples) : examples; };
    const auto names = classNames(single(job.train), modelLabels);
    if (names.empty()) failBadInput("no row has a label", recipe.data.train, "check the label column");
    requireKnownLabels(single(job.validation), names, recipe.data.validation.empty() ? recipe.data.train : recipe.data.validation);
    requireKnownLabels(single(job.test), names, recipe.data.test.empty() ? recipe.data.train : recipe.data.test);
    return names;
}

void nameLabels(const Recipe& recipe, TrainJob& job) {
    const auto modelLabels = readModelConfig(job.modelFolder).value().labels;
    if (recipe.task == "tokens") {
        // A rare type may be in the held-out parts alone: it counts there, though it can't be learnt.
        auto all = job.train;
        for (const auto* part : {&job.validation, &job.test}) all.insert(all.end(), part->begin(), part->end());
        job.labels = tagNames(all, modelLabels);
    }
    if (recipe.task == "classification") requireTwoClasses(job.train, recipe.data.train);
    if (recipe.task == "classification" || recipe.task == "multilabel") job.labels = namesOf(recipe, job, modelLabels);
    if (recipe.task == "regression") {
        job.labels = {recipe.data.labelColumn};
        requireNumbers(job.validation, recipe.data.validation.empty() ? recipe.data.train : recipe.data.validation);
        requireNumbers(job.test, recipe.data.test.empty() ? recipe.data.train : recipe.data.test);
    }
}

}

namespace {

/// Data of a recipe of one task, looked up and split, with its labels.
void readData(Workspace::Parts& parts, const Recipe& recipe, TrainJob& job, std::vector<std::string>& notes) {
    const ColumnMapping mapping {recipe.data.textColumn, recipe.data.pairColumn, recipe.data.labelColumn};
    const auto load = [&](const std::string& data) {
        auto loaded = loadData(parts, data, mapping, recipe.task, true);
        notes.insert(notes.end(), loaded.notes.begin(), loaded.notes.end());
        return loaded;
    };
    auto loaded = load(recipe.data.train);
    checkLabels(recipe, loaded.examples);
    if (!recipe.data.validation.empty() || !recipe.data.test.empty()) {
        job.train = std::move(loaded.examples);
        if (!recipe.data.validation.empty()) job.validation = load(recipe.data.validation).examples;
        if (!recipe.data.test.empty()) job.test = load(recipe.data.test).examples;
    } else {
        if (recipe.data.folds > 0) loaded.splits = foldSplits(recipe, loaded.examples);
        else if (!recipe.data.split.empty() || loaded.splits.empty()) loaded.splits = splitExamples(loaded.examples, splitOptions(recipe)).value();
        distribute(std::move(loaded), job);
    }
    if (job.train.empty()) failBadInput("there is no row to train on", recipe.data.train, "check the split and the labels");
    nameLabels(recipe, job);
}

void readFurtherTasks(Workspace::Parts& parts, const Recipe& recipe, TrainJob& job, std::vector<std::string>& notes) {
    const auto names = furtherTaskNames(recipe);
    for (std::size_t i = 0; i < names.size(); ++i) {
        TrainJob own;
        own.modelFolder = job.modelFolder;
        readData(parts, furtherRecipe(recipe, i), own, notes);
        job.moreTasks.push_back({names[i], std::move(own.train), std::move(own.validation), std::move(own.test), std::move(own.labels)});
    }
}

/// Texts beyond these are not looked at: the meter reads a part of them alone.
constexpr std::size_t kGeneralTexts = 5'000, kGeneralBytes = 2'000'000;

/// The pretrained objective can be measured where the model has the head for it.
void requireLanguageHead(const std::filesystem::path& model) {
    const auto config = readModelConfig(model).value();
    const auto task = pretrainedTask(config);
    if (task != "masked-lm" && task != "causal-lm")
        failBadInput("what a " + config.family + " was pretrained with can't be measured on general text", "data.general", "leave general text out");
    if (!hasLanguageHead(model, config))
        failBadInput("the model has no head for " + std::string(task == "masked-lm" ? "words behind a mask" : "the next word")
                         + ": its files are those of a " + config.architecture + ", so what it was pretrained for can't be measured",
                     "data.general", "choose a base model with that head, such as bert-base-uncased, or leave general text out");
}

/// Held-out rows where the dataset has a split, else all, up to a bound.
std::vector<std::string> readGeneralTexts(Workspace::Parts& parts, const Recipe& recipe) {
    auto loaded = loadData(parts, recipe.data.general, {recipe.data.textColumn, {}, {}}, "causal-lm", false);
    const auto isHeldOut = [](Split split) { return split == Split::Validation || split == Split::Test; };
    const bool hasSplit = std::any_of(loaded.splits.begin(), loaded.splits.end(), isHeldOut);
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < loaded.examples.size() && texts.size() < kGeneralTexts && bytes < kGeneralBytes; ++i) {
        auto& text = loaded.examples[i].text;
        if (text.empty() || (hasSplit && !isHeldOut(loaded.splits[i]))) continue;
        bytes += text.size();
        texts.push_back(std::move(text));
    }
    if (texts.empty()) failBadInput("there is no text in it", recipe.data.general, "check the column of texts");
    return texts;
}

}

TrainJob makeJob(Workspace::Parts& parts, const Recipe& recipe, std::vector<std::string>& notes) {
    TrainJob job;
    job.recipe = recipe;
    job.device = parts.options.device;
    job.threads = parts.threads();
    job.modelFolder = modelFolder(parts, recipe.model);
    if (!recipe.data.general.empty()) requireLanguageHead(job.modelFolder);
    readData(parts, recipe, job, notes);
    readFurtherTasks(parts, recipe, job, notes);
    if (!recipe.data.general.empty()) job.generalTexts = readGeneralTexts(parts, recipe);
    return job;
}

}
