// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/encoder_model.h"

#include "engine/models/virtual_tokens.h"

#include "engine/nn/dropout.h"

#include <ATen/core/grad_mode.h>

#include <limits>

namespace espalier {

EncoderModel::EncoderModel(ModelConfig config, EncoderPlan encoder, const HeadPlan& head,
                           const AttentionMaker& attention)
    : m_config(std::move(config)) {
    nn::ParameterBuilder builder(m_parameters);
    m_encoder = std::make_unique<Encoder>(m_config, std::move(encoder), builder, attention);
    m_head = makeHead(m_config, head, *m_encoder, builder);
    chooseGradient();
}

/// Word embeddings learn by rows where our kernels run and nothing else uses the table (as masked-LM's head does).
void EncoderModel::chooseGradient() {
    nn::Embeddings& embeddings = m_encoder->embeddings();
    const bool sparse = embeddings.word.is_cpu() && !m_head->readsWordTable();
    embeddings.wordGradient = sparse ? std::make_shared<nn::SparseGradient>() : nullptr;
    for (nn::Parameter& parameter : m_parameters)
        if (parameter.value.is_same(embeddings.word)) parameter.sparseGradient = embeddings.wordGradient;
}

/// Depth of the lowest parameter that learns; above all of them where none does.
int EncoderModel::lowestTrained() const {
    int lowest = std::numeric_limits<int>::max();
    for (const nn::Parameter& parameter : m_parameters)
        if (parameter.value.requires_grad()) lowest = std::min(lowest, parameter.depth);
    return lowest;
}

ModelOutput EncoderModel::forward(const PackedBatch& given, const ForwardOptions& options) {
    const PackedBatch batch = withVirtualTokens(given, virtualTokens(), m_config);
    const bool firstTokensOnly = options.headOnly && m_head->readsFirstTokens();
    if (options.training) nn::seedGenerator(batch.ids.device(), options.seed, static_cast<std::uint64_t>(options.step));
    const at::Tensor hidden = m_encoder->forward(batch, options, lowestTrained(), firstTokensOnly, pass());
    ModelOutput output;
    if (!options.headOnly) output.lastHiddenState = withoutVirtualTokens(batch, hidden);
    m_head->compute({batch, hidden, options, firstTokensOnly}, output);
    return output;
}

at::Tensor EncoderModel::features(const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    const bool everyToken = m_head->readsEveryToken(), firstTokensOnly = !everyToken && m_config.pooling == "cls";
    const at::Tensor hidden = m_encoder->forward(batch, {}, std::numeric_limits<int>::max(), firstTokensOnly, pass());
    return everyToken || firstTokensOnly ? hidden : poolStates(m_config, batch, hidden);
}

at::Tensor EncoderModel::headForward(const at::Tensor& features, const ForwardOptions& options) {
    return m_head->onFeatures(features, options);
}

void EncoderModel::moveTo(const c10::Device& device) {
    for (nn::Parameter& parameter : m_parameters)
        parameter.value.set_data(parameter.value.to(device));
    m_encoder->moved();
    chooseGradient();
}

}
