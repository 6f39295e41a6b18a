// SPDX-License-Identifier: GPL-3.0-or-later
// From a recipe's names to a job's folders, examples, splits and labels.
#include "engine/models/config.h"
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

TrainJob makeJob(Workspace::Parts& parts, const Recipe& recipe, std::vector<std::string>& notes) {
    TrainJob job;
    job.recipe = recipe;
    job.device = parts.options.device;
    job.threads = parts.threads();
    job.modelFolder = modelFolder(parts, recipe.model);
    const ColumnMapping mapping {recipe.data.textColumn, recipe.data.pairColumn, recipe.data.labelColumn};
    const auto load = [&](const std::string& data) {
        auto loaded = loadData(parts, data, mapping, recipe.task, true);
        notes.insert(notes.end(), loaded.notes.begin(), loaded.notes.end());
        return loaded;
    };
    auto loaded = load(recipe.data.train);
    if (recipe.task == "classification") requireTwoClasses(loaded.examples, recipe.data.train);
    if (recipe.task == "tokens") requireEntities(loaded.examples, recipe.data.train);
    if (!recipe.data.validation.empty() || !recipe.data.test.empty()) {
        job.train = std::move(loaded.examples);
        if (!recipe.data.validation.empty()) job.validation = load(recipe.data.validation).examples;
        if (!recipe.data.test.empty()) job.test = load(recipe.data.test).examples;
    } else {
        if (!recipe.data.split.empty() || loaded.splits.empty()) loaded.splits = splitExamples(loaded.examples, splitOptions(recipe)).value();
        distribute(std::move(loaded), job);
    }
    if (job.train.empty()) failBadInput("there is no row to train on", recipe.data.train, "check the split and the labels");
    const auto modelLabels = readModelConfig(job.modelFolder).value().labels;
    if (recipe.task == "tokens") {
        // A rare type may be in the held-out parts alone: it counts there, though it can't be learnt.
        auto all = job.train;
        for (const auto* part : {&job.validation, &job.test}) all.insert(all.end(), part->begin(), part->end());
        job.labels = tagNames(all, modelLabels);
    }
    if (recipe.task == "classification") {
        job.labels = classNames(job.train, modelLabels);
        requireTwoClasses(job.train, recipe.data.train);
        requireKnownLabels(job.validation, job.labels, recipe.data.validation.empty() ? recipe.data.train : recipe.data.validation);
        requireKnownLabels(job.test, job.labels, recipe.data.test.empty() ? recipe.data.train : recipe.data.test);
    }
    return job;
}

}
