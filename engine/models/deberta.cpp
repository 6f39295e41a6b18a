// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/deberta.h"

#include "engine/models/encoder_model.h"
#include "engine/nn/disentangled_attention.h"
#include "engine/nn/dropout.h"

namespace espalier {

namespace {

/// Attention to words and distances; holds the table of distances, which all layers share.
class DistanceAttention : public AttentionVariant {
public:
    DistanceAttention(const ModelConfig& config, const DebertaSettings& settings, const EncoderPlan& plan,
                      nn::ParameterBuilder& builder)
        : m_settings(settings), m_positions {settings.span(), settings.buckets, settings.longestDistance} {
        const std::int64_t hidden = config.hiddenSize;
        builder.at(0);
        m_table = builder.tensor(plan.prefix + "encoder.rel_embeddings.weight", {2 * settings.span(), hidden}, true);
        if (settings.normalisesDistances)
            m_norm = builder.layerNorm(plan.prefix + "encoder.LayerNorm", hidden, config.layerNormEps);
        for (std::size_t i = 0; i < plan.weights.size() && !settings.sharesProjections; ++i) {
            const std::string base = plan.prefix + "encoder.layer." + std::to_string(i) + ".attention.self.";
            builder.at(plan.weights[i].depth);
            m_own.emplace_back();
            if (settings.contentToPosition) m_own.back().key = builder.linear(base + "pos_key_proj", hidden, hidden);
            if (settings.positionToContent)
                m_own.back().query = builder.linear(base + "pos_query_proj", hidden, hidden);
        }
    }

    at::Tensor prepare() const override { return m_norm.weight.defined() ? nn::layerNorm(m_table, m_norm) : m_table; }

    at::Tensor attend(const nn::AttentionInputs& inputs, const EncoderLayer& layer, const at::Tensor& prepared,
                      const kernels::Dropout& dropout) const override {
        const at::Tensor table = nn::drop(prepared, dropout);
        nn::RelativeProjections projections;
        const auto project = [&](std::size_t part, const nn::Linear& own) {
            return nn::linear(table,
                              m_settings.sharesProjections
                                  ? nn::Linear {layer.queryKeyValue.blocks[part], layer.queryKeyValueBiases[part],
                                                layer.queryKeyValue.slots[part]}
                                  : own);
        };
        const Own own = m_settings.sharesProjections ? Own {} : m_own[static_cast<std::size_t>(layer.depth - 1)];
        if (m_settings.positionToContent) projections.queries = project(0, own.query);
        if (m_settings.contentToPosition) projections.keys = project(1, own.key);
        return nn::disentangledAttention(inputs, m_positions, projections);
    }

private:
    struct Own {
        nn::Linear query, key;
    };
    const DebertaSettings m_settings;
    const nn::RelativePositions m_positions;
    at::Tensor m_table; ///< (2·span, hidden)
    nn::LayerNorm m_norm;
    std::vector<Own> m_own; ///< a layer's, where they are not those of its words
};

EncoderPlan encoderPlan(const ModelConfig& config, const DebertaSettings& settings, const std::string& prefix) {
    EncoderPlan plan = bertLikePlan(config, prefix);
    plan.positionRows = settings.hasPositions ? config.maxPositions : 0;
    for (EncoderLayerPlan& layer : plan.weights)
        for (std::string* name : {&layer.query, &layer.key, &layer.value})
            *name += "_proj";
    return plan;
}

HeadPlan headPlan(const ModelConfig& config, const DebertaSettings& settings) {
    HeadPlan plan = bertLikeHeads(config, "");
    plan.pooler.clear();
    plan.sequenceDense = "pooler.dense"; // the head's, not the body's
    plan.sequenceActivation = activationOf(settings.poolerActivation);
    plan.sequenceDenseDropout = settings.poolerDropout;
    plan.sequenceDropout = settings.classifierDropout < 0 ? config.hiddenDropout : settings.classifierDropout;
    plan.tokenDropout = config.hiddenDropout;
    if (!settings.oldMaskedHead) {
        plan.maskedBias = "lm_predictions.lm_head.bias";
        plan.maskedDense = "lm_predictions.lm_head.dense";
        plan.maskedNorm = "lm_predictions.lm_head.LayerNorm";
    }
    return plan;
}

}

std::unique_ptr<Model> makeDeberta(ModelConfig config) {
    const DebertaSettings settings = debertaSettings(config.source, "config.json");
    EncoderPlan encoder = encoderPlan(config, settings, bodyPrefix(config, "deberta"));
    const HeadPlan head = headPlan(config, settings);
    const AttentionMaker attention
        = [settings](const ModelConfig& of, const EncoderPlan& plan, nn::ParameterBuilder& builder) {
              return std::make_unique<DistanceAttention>(of, settings, plan, builder);
          };
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head, attention);
}

}
