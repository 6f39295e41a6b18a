// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/multi_task.h"

#include "engine/recipe/task_info.h"

#include <algorithm>
#include <filesystem>

namespace espalier {
namespace {

/// A dataset's name, or a file's without folder and extension, as a folder may be called and a metric may begin.
std::string nameAfter(const std::string& data) {
    std::string name = std::filesystem::path(data).stem().string();
    for (char& c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || byte >= 0x80;
        if (!plain) c = '_';
    }
    return name.empty() ? "task" : name;
}

}

std::vector<std::string> furtherTaskNames(const Recipe& recipe) {
    std::vector<std::string> names;
    const auto isTaken = [&](const std::string& name) {
        return name == kGeneralSplit || std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const auto& task : recipe.multiTask.tasks) {
        const std::string plain = nameAfter(task.data);
        std::string name = plain;
        for (int number = 2; isTaken(name); ++number) name = plain + "-" + std::to_string(number);
        names.push_back(std::move(name));
    }
    return names;
}

Recipe furtherRecipe(const Recipe& recipe, std::size_t index) {
    const auto& task = recipe.multiTask.tasks.at(index);
    Recipe further = recipe;
    further.data = {};
    further.data.train = task.data;
    further.data.textColumn = task.textColumn;
    further.data.pairColumn = task.pairColumn;
    further.data.labelColumn = task.labelColumn;
    further.data.split = recipe.data.split;
    further.task = task.task;
    further.training.earlyStoppingMetric = standardMetric(task.task);
    further.multiTask = {};
    return further;
}

const std::vector<std::string>& samplingNames() {
    static const std::vector<std::string> names {"proportional", "equal", "temperature"};
    return names;
}

}
