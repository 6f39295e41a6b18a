// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

namespace espalier {

/// How a task is judged, for forms, checks and lists; the training side of it lives in engine/tasks.
struct TaskInfo {
    std::string kind; ///< classification, tokens, regression …
    std::vector<std::string> metrics; ///< that may decide which step is best, the usual one first
    std::vector<std::string> classMetrics {}; ///< likewise, before the name of a class: "f1."
    bool choosesClass = true; ///< an answer is one class of several, so classes can be weighted, smoothed and confused
};
const std::vector<TaskInfo>& taskInfos();
/// nullptr where there is no such task.
const TaskInfo* findTaskInfo(const std::string& kind);
/// False for training.label_smoothing, …focal_gamma, …class_weights and …r_drop where the task has no use for them: classes
/// are weighed and smoothed where there are some, and two passes can agree on classes, labels and measures.
bool heedsSetting(const TaskInfo& task, const std::string& field);

/// The metric that decides which checkpoint is best where a recipe doesn't say: f1 for tokens and qa, else the loss.
std::string standardMetric(const std::string& task);

/// True for a loss or an error, of which less is better.
bool lowerIsBetter(const std::string& metric);

/// The metric by which a run is judged at a glance; empty where nothing was measured.
std::string leadingMetric(const Metrics& metrics);

}
