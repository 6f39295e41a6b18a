// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/encoder_plan.h"

#include "engine/models/head_kind.h"

namespace espalier {

EncoderPlan bertLikePlan(const ModelConfig& config, const std::string& prefix) {
    EncoderPlan plan;
    plan.prefix = prefix;
    plan.embeddingSize = config.embeddingWidth();
    plan.positionRows = config.positionTableRows();
    plan.typeRows = config.typeVocabularySize;
    plan.paddingRow = config.paddingId;
    plan.embeddingDropout = plan.attentionDropout = plan.outputDropout = config.hiddenDropout;
    plan.probabilityDropout = config.attentionDropout;
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string base = prefix + "encoder.layer." + std::to_string(i) + ".", attention = base + "attention.";
        plan.weights.push_back({attention + "self.query", attention + "self.key", attention + "self.value",
                                attention + "output.dense", attention + "output.LayerNorm", base + "intermediate.dense",
                                base + "output.dense", base + "output.LayerNorm", static_cast<int>(i) + 1});
        plan.order.push_back(static_cast<std::size_t>(i));
    }
    return plan;
}

std::string bodyPrefix(const ModelConfig& config, const std::string& name) {
    return headKind(config.architecture) == HeadKind::Body ? "" : name + ".";
}

}
