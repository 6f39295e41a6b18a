// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/albert.h"

#include "engine/models/config_fields.h"
#include "engine/models/encoder_model.h"

namespace espalier {

namespace {

/// Groups of layers share their weights; a group may hold several layers that are not shared among themselves.
void shareLayers(EncoderPlan& plan, const ModelConfig& config) {
    const auto groups = static_cast<std::size_t>(
        ConfigFields(config.source, "config.json").number("num_hidden_groups", 1, 1, 1 << 20));
    const auto layers = static_cast<std::size_t>(config.layers),
               inner = static_cast<std::size_t>(config.distinctLayers) / groups;
    plan.weights.clear();
    plan.order.clear();
    for (std::size_t i = 0; i < groups * inner; ++i) {
        const std::string base = plan.prefix + "encoder.albert_layer_groups." + std::to_string(i / inner)
            + ".albert_layers." + std::to_string(i % inner) + ".";
        plan.weights.push_back({base + "attention.query", base + "attention.key", base + "attention.value",
                                base + "attention.dense", base + "attention.LayerNorm", base + "ffn",
                                base + "ffn_output", base + "full_layer_layer_norm", static_cast<int>(i) + 1});
    }
    for (std::size_t layer = 0; layer < layers; ++layer)
        for (std::size_t i = 0; i < inner; ++i)
            plan.order.push_back(layer * groups / layers * inner + i);
}

}

std::unique_ptr<Model> makeAlbert(ModelConfig config) {
    const std::string prefix = bodyPrefix(config, "albert");
    EncoderPlan encoder = bertLikePlan(config, prefix);
    encoder.projection = prefix + "encoder.embedding_hidden_mapping_in";
    encoder.outputDropout = -1;
    shareLayers(encoder, config);
    HeadPlan head = bertLikeHeads(config, prefix);
    head.pooler = head.sequenceDense = prefix + "pooler";
    head.maskedBias = "predictions.bias";
    head.maskedDense = "predictions.dense";
    head.maskedNorm = "predictions.LayerNorm";
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head);
}

}
