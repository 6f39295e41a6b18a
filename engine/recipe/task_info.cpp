// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/task_info.h"

#include <algorithm>

namespace espalier {

const std::vector<TaskInfo>& taskInfos() {
    static const std::vector<TaskInfo> infos {
        {"classification",
         {"loss", "accuracy", "f1_macro", "f1_weighted", "precision_macro", "recall_macro", "mcc"},
         {"f1."}},
        {"multilabel", {"loss", "f1_micro", "f1_macro", "accuracy", "hamming"}, {"f1."}, false},
        {"regression", {"loss", "mse", "mae", "r2", "pearson", "spearman"}, {}, false},
        {"tokens", {"f1", "precision", "recall", "accuracy", "loss"}, {"f1.", "precision.", "recall."}},
        {"qa", {"f1", "exact_match", "loss"}, {}, false},
        {"causal-lm", {"loss"}, {}, false},
        {"seq2seq", {"loss", "exact_match"}, {}, false},
        {"masked-lm", {"loss"}, {}, false},
    };
    return infos;
}

bool heedsSetting(const TaskInfo& task, const std::string& field) {
    if (task.choosesClass || task.kind == "multilabel") return true;
    if (field == "training.r_drop") return task.kind == "regression";
    return field != "training.label_smoothing" && field != "training.focal_gamma" && field != "training.class_weights";
}

const TaskInfo* findTaskInfo(const std::string& kind) {
    const auto& infos = taskInfos();
    const auto found = std::find_if(infos.begin(), infos.end(), [&](const TaskInfo& info) { return info.kind == kind; });
    return found == infos.end() ? nullptr : &*found;
}

std::string standardMetric(const std::string& task) {
    const TaskInfo* info = findTaskInfo(task);
    return info ? info->metrics.front() : "loss";
}

bool lowerIsBetter(const std::string& metric) {
    return metric == "loss" || metric == "mse" || metric == "mae" || metric == "hamming" || metric == "perplexity";
}

std::string leadingMetric(const Metrics& metrics) {
    for (const char* name : {"f1", "f1_micro", "accuracy", "spearman"})
        if (metrics.contains(name)) return name;
    for (const auto& [name, value] : metrics)
        if (name != "loss") return name;
    return {};
}

}
