// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/learner.h"

#include "engine/recipe/task_info.h"

#include <algorithm>
#include <numeric>

namespace espalier {
namespace {

void addPart(std::vector<ParameterGroup>& groups, const ParameterGroup& group, bool ofHead, int task, const std::string& name = {}) {
    ParameterGroup part = group;
    part.task = task;
    std::erase_if(part.parameters, [&](const auto& parameter) { return parameter.isHead != ofHead; });
    if (!name.empty())
        for (auto& parameter : part.parameters) parameter.name = headName(name, parameter.name);
    if (!part.parameters.empty()) groups.push_back(std::move(part));
}

}

std::unique_ptr<RegularizedLoss> makeLoss(const Recipe& recipe, const Task& task, const ExampleSet& train) {
    Recipe::Training training = recipe.training;
    if (const TaskInfo* info = findTaskInfo(task.kind())) {
        if (!heedsSetting(*info, "training.label_smoothing")) training.labelSmoothing = 0;
        if (!heedsSetting(*info, "training.focal_gamma")) training.focalGamma = 0;
        if (!heedsSetting(*info, "training.class_weights")) training.classWeights = "none";
        if (!heedsSetting(*info, "training.r_drop")) training.rDrop = 0;
    }
    std::vector<std::int64_t> all(static_cast<std::size_t>(train.size()));
    std::iota(all.begin(), all.end(), 0);
    return std::make_unique<RegularizedLoss>(training, task, task.targets(train.examples, all));
}

std::string headName(const std::string& task, const std::string& parameter) {
    return task + "." + parameter;
}

std::vector<ParameterGroup> joinGroups(const std::vector<ParameterGroup>& first, const std::vector<NamedGroups>& further) {
    std::vector<ParameterGroup> groups;
    for (const auto& group : first) {
        addPart(groups, group, false, -1);
        addPart(groups, group, true, 0);
    }
    int task = 0;
    for (const auto& [name, own] : further) {
        ++task;
        for (const auto& group : own) addPart(groups, group, true, task, name);
    }
    return groups;
}

}
