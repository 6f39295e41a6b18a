// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/multi_task_validation.h"

#include "engine/recipe/column_validation.h"
#include "engine/recipe/multi_task.h"
#include "engine/recipe/task_info.h"

#include <algorithm>

namespace espalier {
namespace {

/// The finding for a number that is outside; NaN is.
void checkRange(const std::string& field, double value, double least, double most, const char* usual, std::vector<RecipeFinding>& findings) {
    if (!(value >= least && value <= most))
        findings.push_back({field, "it is not between " + toText(Json(least)) + " and " + toText(Json(most)), usual});
}

void checkWeight(const std::string& field, double weight, std::vector<RecipeFinding>& findings) {
    checkRange(field, weight, 1e-3, 1e3, "usual: 0.1 to 10", findings);
}

/// Language tasks read all others' table of words; questions are not tried beside others yet.
bool canShareABody(const std::string& task) {
    return !isLanguageTask(task) && task != "qa";
}

/// The tasks that can share a body, "a, b, c".
std::string headTasks() {
    std::string list;
    for (const TaskInfo& info : taskInfos())
        if (canShareABody(info.kind)) list += (list.empty() ? "" : ", ") + info.kind;
    return list;
}

void checkTask(const MoreTask& task, const std::string& place, std::vector<RecipeFinding>& findings) {
    if (task.data.empty()) findings.push_back({place + ".data", "no data is chosen", "choose a dataset or a file"});
    if (isLanguageTask(task.task))
        findings.push_back({place + ".task", "a language model has no head of its own beside others", "use one of " + headTasks()});
    else if (task.task == "qa")
        findings.push_back({place + ".task", "questions are learnt alone", "use one of " + headTasks()});
    else if (!findTaskInfo(task.task))
        findings.push_back({place + ".task", task.task.empty() ? "nothing is chosen" : task.task + " is not known here", "use one of " + headTasks()});
    checkColumns(task.task, task, place + ".", findings);
    checkWeight(place + ".weight", task.weight, findings);
}

void checkGeneralText(const Recipe& recipe, std::vector<RecipeFinding>& findings) {
    const std::string& general = recipe.data.general;
    if (general.empty()) return;
    const auto add = [&](const char* message, const char* cure) { findings.push_back({"data.general", message, cure}); };
    const auto& tasks = recipe.multiTask.tasks;
    if (general == recipe.data.train || std::any_of(tasks.begin(), tasks.end(), [&](const MoreTask& task) { return task.data == general; }))
        add("the general text is what is trained on, so it shows nothing of what is forgotten", "choose another text");
    if (recipe.strategy.kind == "scratch") add("a model from drawn weights has nothing to forget", "leave general text out, or choose another strategy");
    if (recipe.task == "seq2seq") add("what an encoder–decoder was pretrained with can't be measured on general text", "leave general text out");
}

}

bool anyTaskHeeds(const Recipe& recipe, const std::string& field) {
    const auto heeds = [&](const std::string& task) {
        const TaskInfo* info = findTaskInfo(task);
        return info && heedsSetting(*info, field);
    };
    const auto& tasks = recipe.multiTask.tasks;
    return heeds(recipe.task) || std::any_of(tasks.begin(), tasks.end(), [&](const MoreTask& task) { return heeds(task.task); });
}

std::vector<RecipeFinding> findingsOfFurtherTasks(const Recipe& recipe) {
    std::vector<RecipeFinding> findings;
    const auto& [tasks, sampling, temperature, weight] = recipe.multiTask;
    const auto& known = samplingNames();
    if (std::find(known.begin(), known.end(), sampling) == known.end())
        findings.push_back({"multi_task.sampling", sampling.empty() ? "nothing is chosen" : sampling + " is not known here",
                            "use one of proportional, equal, temperature"});
    checkRange("multi_task.temperature", temperature, 1, 100, "usual: 1 to 5", findings);
    checkWeight("multi_task.weight", weight, findings);
    if (!tasks.empty() && isLanguageTask(recipe.task))
        findings.push_back({"multi_task.tasks", "the task " + recipe.task + " can't share its body with further tasks: it predicts words by the table of words that they read",
                            "leave further tasks out, or use one of " + headTasks() + " as the recipe's own"});
    if (!tasks.empty() && recipe.task == "qa")
        findings.push_back({"multi_task.tasks", "questions are learnt alone", "leave further tasks out, or use one of " + headTasks() + " as the recipe's own"});
    for (std::size_t i = 0; i < tasks.size(); ++i) checkTask(tasks[i], "multi_task.tasks[" + std::to_string(i) + "]", findings);
    checkGeneralText(recipe, findings);
    return findings;
}

}
