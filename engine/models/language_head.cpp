// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/language_head.h"

#include "engine/checkpoint/weights.h"
#include "engine/models/head_kind.h"
#include "engine/models/registry.h"

#include <algorithm>

namespace espalier {

std::string pretrainedTask(const ModelConfig& config) {
    if (const Family* family = familyNamed(config.family))
        for (const std::string& name : family->architectures)
            if (std::string task = languageTaskOf(name); !task.empty()) return task;
    return {};
}

bool hasLanguageHead(const std::filesystem::path& model, const ModelConfig& config) {
    if (!languageTaskOf(config.architecture).empty()) return true;
    const std::string task = pretrainedTask(config);
    if (task != "masked-lm") return task == "causal-lm" && config.tiesWordTable; // the head is the table of words
    const Family* family = familyNamed(config.family);
    const auto weights = Weights::open(model);
    if (!family || !weights) return false;
    return std::any_of(weights->tensors().begin(), weights->tensors().end(), [&](const auto& tensor) {
        const std::string name = canonicalName(tensor.first, family->renames);
        // What the heads of words are called in the families that there are.
        const auto begins = [&](const char* prefix) { return name.starts_with(prefix); };
        return begins("cls.predictions.") || begins("lm_head.") || begins("lm_predictions.") || begins("vocab_transform.")
            || begins("generator_predictions.") || begins("predictions.");
    });
}

}
