// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/encoder.h"

#include <ATen/ops/zeros.h>

namespace espalier {

Encoder::Encoder(const ModelConfig& config, EncoderPlan plan, nn::ParameterBuilder& builder,
                 const AttentionMaker& attention)
    : m_config(config), m_plan(std::move(plan)) {
    nn::activationFromName(config.activation, m_activation);
    buildEmbeddings(builder);
    for (const EncoderLayerPlan& names : m_plan.weights)
        buildLayer(names, builder);
    if (attention) {
        m_attention = attention(m_config, m_plan, builder);
        return;
    }
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        m_layers[i].attentionSlot = builder.attentionSlot(m_plan.weights[i].value, config.hiddenSize);
}

void Encoder::buildEmbeddings(nn::ParameterBuilder& builder) {
    const std::string prefix = m_plan.prefix + "embeddings.";
    const std::int64_t size = m_plan.embeddingSize;
    // A family without a table gets a row of zeros that is no parameter.
    const auto table = [&](const char* name, std::int64_t rows) {
        return rows > 0 ? builder.tensor(prefix + name, {rows, size}, true)
                        : at::zeros({1, size}, at::TensorOptions(at::kFloat));
    };
    m_embeddings.word = table("word_embeddings.weight", m_config.vocabularySize);
    m_embeddings.position = table("position_embeddings.weight", m_plan.positionRows);
    m_embeddings.type = table("token_type_embeddings.weight", m_plan.typeRows);
    m_embeddings.paddingRow = m_plan.paddingRow;
    if (m_plan.positionsAfterPadding) m_embeddings.positionPaddingRow = m_plan.paddingRow;
    m_embeddings.norm = builder.layerNorm(prefix + "LayerNorm", size, m_config.layerNormEps);
    if (!m_plan.projection.empty()) m_projection = builder.linear(m_plan.projection, size, m_config.hiddenSize);
}

void Encoder::buildLayer(const EncoderLayerPlan& names, nn::ParameterBuilder& builder) {
    const std::int64_t hidden = m_config.hiddenSize, wide = m_config.intermediateSize;
    builder.at(names.depth);
    EncoderLayer layer;
    layer.depth = names.depth;
    layer.queryKeyValue
        = builder.fused({names.query, names.key, names.value}, hidden, hidden, layer.queryKeyValueBiases);
    layer.attentionOutput = builder.linear(names.attentionOutput, hidden, hidden);
    layer.attentionNorm
        = builder.sublayerNorm(names.attentionNorm, hidden, m_config.layerNormEps, nn::Sublayer::Attention);
    layer.intermediate = builder.linear(names.intermediate, hidden, wide);
    layer.output = builder.linear(names.output, wide, hidden);
    layer.outputNorm = builder.sublayerNorm(names.outputNorm, hidden, m_config.layerNormEps, nn::Sublayer::FeedForward);
    m_layers.push_back(std::move(layer));
}

void Encoder::moved() {
    const c10::Device device = m_embeddings.word.device();
    for (at::Tensor* table : {&m_embeddings.position, &m_embeddings.type})
        table->set_data(table->to(device)); // those that are no parameters
    for (EncoderLayer& layer : m_layers)
        layer.queryKeyValue.fuseAgain();
}

}
