// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/encoder.h"

#include "engine/models/dropout_at.h"
#include "engine/models/layer_checkpoint.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/zeros_like.h>

#include <numeric>

namespace espalier {

namespace {

enum Place { kHidden = 0, kProbabilities = 1, kAttentionOutput = 2, kLayerOutput = 3 };
/// Places of what an AttentionVariant shares lie beyond those of any layer.
constexpr int kPreparedDepth = 1 << 20;

}

/// What all layers of a forward pass share.
struct Encoder::Pass {
    PackedBatch batch;
    ForwardOptions options;
    int lowestTrained = 0;
    nn::Offsets all, firsts; ///< query offsets: every token, or one a sequence
    std::shared_ptr<const std::vector<std::int32_t>> firstRows; ///< which tokens those are

    /// `depth` is that of the weights, `number` counts the layers as they are applied.
    kernels::Dropout dropout(double configured, int depth, int number, int place, bool firstTokensOnly) const {
        // What is frozen runs as it will in use: no dropout below the lowest parameter that learns.
        kernels::Dropout dropout
            = depth < lowestTrained ? kernels::Dropout {} : dropoutAt(options, configured, number, place);
        if (firstTokensOnly) dropout.rows = firstRows;
        return dropout;
    }
};

at::Tensor Encoder::embed(const Pass& pass) const {
    const PackedBatch& batch = pass.batch;
    nn::TokenIndices tokens {batch.ids, batch.positions, batch.typeIds, batch.virtualRows, batch.virtualVectors};
    if (m_plan.positionRows == 0)
        tokens.positions = at::zeros_like(batch.ids);
    else if (m_plan.positionsAfterPadding)
        tokens.positions = positionsAfterPadding(batch, m_plan.paddingRow);
    if (m_plan.positionRows > 0 && batch.positionShift > 0) tokens.positions = tokens.positions + batch.positionShift;
    // Transformers' tokenizers give no token types to the models that have one or none.
    if (m_plan.typeRows < 2) tokens.types = at::zeros_like(batch.ids);
    const at::Tensor sum = nn::embed(m_embeddings, tokens, pass.dropout(m_plan.embeddingDropout, 0, 0, kHidden, false));
    return m_projection.weight.defined() ? nn::linear(sum, m_projection) : sum;
}

at::Tensor Encoder::forward(const PackedBatch& batch, const ForwardOptions& options, int lowestTrained,
                            bool firstTokensOnly, const std::shared_ptr<nn::Pass>& extensions) const {
    // Shared with the layers' checkpoints, which outlive this call.
    const auto shared = std::make_shared<Pass>(
        Pass {batch, options, lowestTrained, std::make_shared<const std::vector<std::int32_t>>(batch.offsets), {}, {}});
    Pass& pass = *shared;
    if (firstTokensOnly) {
        std::vector<std::int32_t> count(batch.offsets.size());
        std::iota(count.begin(), count.end(), 0);
        pass.firsts = std::make_shared<const std::vector<std::int32_t>>(std::move(count));
        pass.firstRows
            = std::make_shared<const std::vector<std::int32_t>>(batch.offsets.begin(), batch.offsets.end() - 1);
    }
    std::vector<at::Tensor> states {embed(pass)};
    if (m_attention) states.push_back(m_attention->prepare());
    at::Tensor& hidden = states.front();
    for (std::size_t i = 0; i < m_plan.order.size(); ++i) {
        const EncoderLayer& layer = m_layers[m_plan.order[i]];
        const int number = static_cast<int>(i) + 1;
        const bool ofFirstTokens = firstTokensOnly && i + 1 == m_plan.order.size();
        const auto compute = [this, &layer, shared, number, ofFirstTokens](const std::vector<at::Tensor>& read) {
            return layerForward(layer, read, *shared, number, ofFirstTokens);
        };
        if (layer.depth < lowestTrained)
            hidden = compute(states);
        else if (!dropsLayer(options, number))
            hidden = computeLayer(compute, states, options, extensions, number);
        else if (ofFirstTokens)
            hidden = hidden.index_select(0, batch.firstTokens);
    }
    return hidden;
}

at::Tensor Encoder::attend(const EncoderLayer& layer, const std::vector<at::Tensor>& states, const at::Tensor& queries,
                           const Pass& pass, int number, bool firstTokensOnly) const {
    const at::Tensor& hidden = states.front();
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
    inputs.dropout = pass.dropout(m_plan.probabilityDropout, layer.depth, number, kProbabilities, firstTokensOnly);
    inputs.slot = layer.attentionSlot;
    if (!m_attention) return nn::attention(inputs);
    return m_attention->attend(
        inputs, layer, states.at(1),
        pass.dropout(m_plan.embeddingDropout, layer.depth, kPreparedDepth + number, kHidden, false));
}

at::Tensor Encoder::layerForward(const EncoderLayer& layer, const std::vector<at::Tensor>& states, const Pass& pass,
                                 int number, bool firstTokensOnly) const {
    const at::Tensor& hidden = states.front();
    const auto dropout = [&](double configured, int place) {
        return pass.dropout(configured, layer.depth, number, place, firstTokensOnly);
    };
    const at::Tensor queries = firstTokensOnly ? hidden.index_select(0, pass.batch.firstTokens) : hidden;
    const at::Tensor context
        = nn::product(attend(layer, states, queries, pass, number, firstTokensOnly), layer.attentionOutput);
    const at::Tensor middle = nn::residualNorm(context, layer.attentionOutput.bias, queries, layer.attentionNorm,
                                               dropout(m_plan.attentionDropout, kAttentionOutput));
    const at::Tensor wide
        = nn::biasActivation(nn::product(middle, layer.intermediate), layer.intermediate.bias, m_activation);
    return nn::residualNorm(nn::product(wide, layer.output), layer.output.bias, middle, layer.outputNorm,
                            dropout(m_plan.outputDropout, kLayerOutput));
}

at::Tensor positionsAfterPadding(const PackedBatch& batch, std::int64_t paddingId) {
    const at::Tensor words = batch.ids.ne(paddingId).to(at::kLong), upTo = words.cumsum(0);
    // Words of the texts before: what was counted up to each text's first token, that one left out.
    const at::Tensor firsts = at::arange(batch.ids.size(0), batch.ids.options()) - batch.positions;
    const at::Tensor before = (upTo - words).index_select(0, firsts);
    return (upTo - before) * words + paddingId;
}

}
