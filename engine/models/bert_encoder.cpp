// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert_encoder.h"

#include "engine/nn/attention.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/index_select.h>

#include <numeric>

namespace espalier {

namespace {

enum Place { kHidden = 0, kProbabilities = 1, kAttentionOutput = 2, kLayerOutput = 3 };

}

/// What all layers of a forward pass share.
struct BertEncoder::Pass {
    const PackedBatch& batch;
    const ForwardOptions& options;
    int lowestTrained;
    nn::Offsets all, firsts; ///< query offsets: every token, or one a sequence
    std::shared_ptr<const std::vector<std::int32_t>> firstRows; ///< which tokens those are

    kernels::Dropout dropout(double configured, int depth, int place, bool firstTokensOnly) const {
        // What is frozen runs as it will in use: no dropout below the lowest parameter that learns.
        kernels::Dropout dropout
            = depth < lowestTrained ? kernels::Dropout {} : dropoutAt(options, configured, depth, place);
        if (firstTokensOnly) dropout.rows = firstRows;
        return dropout;
    }
};

BertEncoder::BertEncoder(const ModelConfig& config, const std::string& prefix, nn::ParameterBuilder& builder)
    : m_config(config) {
    nn::activationFromName(config.activation, m_activation);
    const std::int64_t hidden = config.hiddenSize;
    const std::string embeddings = prefix + "embeddings.";
    m_embeddings.word = builder.tensor(embeddings + "word_embeddings.weight", {config.vocabularySize, hidden}, true);
    m_embeddings.position
        = builder.tensor(embeddings + "position_embeddings.weight", {config.maxPositions, hidden}, true);
    m_embeddings.type
        = builder.tensor(embeddings + "token_type_embeddings.weight", {config.typeVocabularySize, hidden}, true);
    const auto padding = config.source.find("pad_token_id");
    if (padding == config.source.end())
        m_embeddings.paddingRow = 0; // as BertConfig
    else if (padding->is_number_integer())
        m_embeddings.paddingRow = padding->get<std::int64_t>();
    if (m_embeddings.paddingRow >= config.vocabularySize) m_embeddings.paddingRow = -1;
    m_embeddings.norm = builder.layerNorm(embeddings + "LayerNorm", hidden, config.layerNormEps);
    for (std::int64_t i = 0; i < config.layers; ++i) {
        builder.at(static_cast<int>(i) + 1);
        const std::string base = prefix + "encoder.layer." + std::to_string(i) + ".", attention = base + "attention.";
        Layer layer;
        layer.queryKeyValue
            = builder.fused({attention + "self.query", attention + "self.key", attention + "self.value"}, hidden,
                            hidden, layer.queryKeyValueBiases);
        layer.attentionOutput = builder.linear(attention + "output.dense", hidden, hidden);
        layer.attentionNorm = builder.layerNorm(attention + "output.LayerNorm", hidden, config.layerNormEps);
        layer.intermediate = builder.linear(base + "intermediate.dense", hidden, config.intermediateSize);
        layer.output = builder.linear(base + "output.dense", config.intermediateSize, hidden);
        layer.outputNorm = builder.layerNorm(base + "output.LayerNorm", hidden, config.layerNormEps);
        m_layers.push_back(std::move(layer));
    }
}

at::Tensor BertEncoder::forward(const PackedBatch& batch, const ForwardOptions& options, int lowestTrained,
                                bool firstTokensOnly) const {
    Pass pass {batch,   options, lowestTrained, std::make_shared<const std::vector<std::int32_t>>(batch.offsets),
               nullptr, nullptr};
    if (firstTokensOnly) {
        std::vector<std::int32_t> count(batch.offsets.size());
        std::iota(count.begin(), count.end(), 0);
        pass.firsts = std::make_shared<const std::vector<std::int32_t>>(std::move(count));
        pass.firstRows
            = std::make_shared<const std::vector<std::int32_t>>(batch.offsets.begin(), batch.offsets.end() - 1);
    }
    at::Tensor hidden = nn::embed(m_embeddings, {batch.ids, batch.positions, batch.typeIds},
                                  pass.dropout(m_config.hiddenDropout, 0, kHidden, false));
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        hidden = layerForward(m_layers[i], hidden, pass, static_cast<int>(i) + 1,
                              firstTokensOnly && i + 1 == m_layers.size());
    return hidden;
}

at::Tensor BertEncoder::layerForward(const Layer& layer, const at::Tensor& hidden, const Pass& pass, int depth,
                                     bool firstTokensOnly) const {
    const auto dropout = [&](int place) {
        return pass.dropout(place == kProbabilities ? m_config.attentionDropout : m_config.hiddenDropout, depth, place,
                            firstTokensOnly);
    };
    const at::Tensor queries = firstTokensOnly ? hidden.index_select(0, pass.batch.firstTokens) : hidden;
    nn::AttentionInputs inputs;
    if (firstTokensOnly) {
        inputs.queries = nn::product(queries, layer.queryKeyValue.slice(0, 1));
        inputs.keysValues = nn::product(hidden, layer.queryKeyValue.slice(1, 2));
    } else {
        inputs.queries = nn::product(hidden, layer.queryKeyValue);
    }
    inputs.queryBias = layer.queryKeyValueBiases[0];
    inputs.keyBias = layer.queryKeyValueBiases[1];
    inputs.valueBias = layer.queryKeyValueBiases[2];
    inputs.layout = {firstTokensOnly ? pass.firsts : pass.all, pass.all};
    inputs.heads = m_config.heads;
    inputs.dropout = dropout(kProbabilities);
    const at::Tensor context = nn::product(nn::attention(inputs), layer.attentionOutput.weight);
    const at::Tensor middle = nn::residualNorm(context, layer.attentionOutput.bias, queries, layer.attentionNorm,
                                               dropout(kAttentionOutput));
    const at::Tensor wide
        = nn::biasActivation(nn::product(middle, layer.intermediate.weight), layer.intermediate.bias, m_activation);
    return nn::residualNorm(nn::product(wide, layer.output.weight), layer.output.bias, middle, layer.outputNorm,
                            dropout(kLayerOutput));
}

void BertEncoder::fuseAgain() {
    for (Layer& layer : m_layers) {
        layer.queryKeyValue.storage = at::cat(layer.queryKeyValue.blocks).detach();
        std::int64_t row = 0;
        for (at::Tensor& block : layer.queryKeyValue.blocks) {
            block.set_data(layer.queryKeyValue.storage.narrow(0, row, block.size(0)));
            row += block.size(0);
        }
    }
}

}
