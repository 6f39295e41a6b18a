// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/t5.h"

#include "engine/models/dropout_at.h"
#include "engine/models/t5_decoding.h"
#include "engine/models/virtual_tokens.h"
#include "engine/nn/dropout.h"
#include "engine/nn/embedding.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/tensor.h>

#include <cmath>

namespace espalier {

T5::T5(ModelConfig config) : m_config(std::move(config)), m_settings(t5Settings(m_config.source, "config.json")) {
    nn::ParameterBuilder builder(m_parameters);
    const std::string prefix = is("ForSequenceClassification") ? "transformer." : "";
    const int layers = static_cast<int>(m_config.layers);
    m_words = builder.matrix(prefix + "shared", m_config.vocabularySize, m_config.hiddenSize);
    m_encoder = std::make_unique<T5Stack>(m_config, T5Stack::Kind::Encoder, prefix + "encoder.", 1, builder);
    if (!is("EncoderModel"))
        m_decoder
            = std::make_unique<T5Stack>(m_config, T5Stack::Kind::Decoder, prefix + "decoder.", layers + 1, builder);
    builder.at(topDepth(), true);
    const std::int64_t hidden = m_config.hiddenSize;
    if (is("ForConditionalGeneration"))
        m_head = m_config.tiesWordTable ? m_words : builder.matrix("lm_head", m_config.vocabularySize, hidden);
    if (is("ForSequenceClassification")) {
        m_dense = builder.linear("classification_head.dense", hidden, hidden);
        m_projection
            = builder.linear("classification_head.out_proj", hidden, static_cast<std::int64_t>(m_config.labels.size()));
    }
    chooseGradient();
}

/// Depth of the head.
int T5::topDepth() const {
    return static_cast<int>(m_config.layers + (m_decoder ? m_settings.decoderLayers : 0)) + 1;
}

/// The table learns by rows where our kernels run and no head computes with all of it.
void T5::chooseGradient() {
    const bool sparse = m_words.is_cpu() && !m_head.is_same(m_words);
    m_wordGradient = sparse ? std::make_shared<nn::SparseGradient>() : nullptr;
    for (nn::Parameter& parameter : m_parameters)
        if (parameter.value.is_same(m_words)) parameter.sparseGradient = m_wordGradient;
}

at::Tensor T5::encode(const PackedBatch& batch, const DecoderPass& pass) const {
    const at::Tensor words = withVirtualVectors(batch, nn::lookUp(m_words, batch.ids, -1, m_wordGradient));
    return m_encoder->forward(words, pass, batch.longest, nullptr);
}

at::Tensor T5::decode(const PackedBatch& batch, const DecoderPass& pass, std::int64_t reach,
                      const T5Encoded& encoded) const {
    return m_decoder->forward(nn::lookUp(m_words, batch.ids, -1, m_wordGradient), pass, reach, &encoded);
}

at::Tensor T5::scaled(const at::Tensor& states) const {
    return m_settings.scalesHead ? states / std::sqrt(static_cast<double>(m_config.hiddenSize)) : states;
}

DecoderPass T5::passOf(const PackedBatch& batch, const ForwardOptions& options, int lowest) const {
    return {options, 2 * lowest, sharedOffsets(batch), nullptr, nullptr, pass()};
}

T5Encoded T5::encoded(const PackedBatch& extended, const ForwardOptions& options, int lowest) const {
    return {encode(extended, passOf(extended, options, lowest)), sharedOffsets(extended)};
}

/// Of keys and values that stand before those of the decoder; a prompt stands before the encoder's words.
std::int64_t T5::prefixLength() const {
    return virtualTokens().vectors.defined() ? 0 : virtualTokens().count;
}

/// The decoder's input where nobody gives one: the encoder's, behind the start token and without its last.
PackedBatch T5::shiftedRight(const PackedBatch& batch) const {
    if (m_settings.startId < 0)
        failBadInput("a T5 needs decoder_start_token_id to classify texts", "config.json",
                     "use the config.json that came with the weights");
    PackedBatch shifted = batch;
    shifted.ids = batch.ids.roll(1);
    shifted.ids.index_fill_(0, batch.firstTokens, m_settings.startId);
    return shifted;
}

/// The decoder's state at each text's last end-of-sequence token, (S, hidden).
at::Tensor T5::endStates(const PackedBatch& batch, const ForwardOptions& options, int lowest,
                         const T5Encoded& encoder) const {
    const at::Tensor ids = batch.ids.cpu();
    std::vector<std::int64_t> ends;
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
        std::int64_t token = batch.offsets[s + 1] - 1;
        while (token >= batch.offsets[s] && ids.const_data_ptr<std::int64_t>()[token] != m_settings.endId)
            --token;
        if (token < batch.offsets[s])
            failBadInput("text " + std::to_string(s + 1) + " of the batch has no end-of-sequence token",
                         m_config.architecture, "the tokenizer does not belong to this model, or the text was cut");
        ends.push_back(token);
    }
    const at::Tensor states = decode(shiftedRight(batch), passOf(batch, options, lowest), reachOf(batch), encoder);
    return states.index_select(0, at::tensor(ends).to(states.device()));
}

ModelOutput T5::forward(const PackedBatch& batch, const ForwardOptions& options) {
    if (options.training) nn::seedGenerator(batch.ids.device(), options.seed, static_cast<std::uint64_t>(options.step));
    const int lowest = lowestTrained(m_parameters, topDepth() + 1);
    ModelOutput output;
    const PackedBatch extended = withVirtualTokens(batch, virtualTokens(), m_config);
    const T5Encoded encoder = encoded(extended, options, lowest);
    if (m_decoder && !options.headOnly) output.encoderLastHiddenState = withoutVirtualTokens(extended, encoder.states);
    if (is("ForSequenceClassification")) {
        output.logits = headForward(endStates(batch, options, lowest, encoder), options);
        return output;
    }
    if (!m_decoder) {
        output.lastHiddenState = withoutVirtualTokens(extended, encoder.states);
        return output;
    }
    if (!batch.decoder)
        failBadInput("an encoder–decoder needs tokens for its decoder", m_config.architecture,
                     "give a text for the decoder as well");
    const PackedBatch& decoderBatch = *batch.decoder;
    const at::Tensor states
        = decode(decoderBatch, passOf(decoderBatch, options, lowest), reachOf(decoderBatch), encoder);
    if (!options.headOnly || !m_head.defined()) output.lastHiddenState = states;
    if (m_head.defined() && options.wordRows.defined())
        output.words = {scaled(states.index_select(0, options.wordRows)), m_head};
    else if (m_head.defined())
        output.logits = nn::product(scaled(states), m_head);
    return output;
}

at::Tensor T5::features(const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    const ForwardOptions options;
    return endStates(batch, options, 0, encoded(batch, options, 0));
}

at::Tensor T5::headForward(const at::Tensor& features, const ForwardOptions& options) {
    if (!m_dense.weight.defined())
        fail(ErrorKind::Failed, m_config.architecture + " has no head that reads pooled states");
    const auto dropout
        = [&](int place) { return dropoutAt(options, m_config.classifierDropout, 2 * topDepth(), place); };
    const at::Tensor dense = at::tanh(nn::linear(nn::drop(features, dropout(0)), m_dense));
    return nn::linear(nn::drop(dense, dropout(1)), m_projection);
}

void T5::moveTo(const c10::Device& device) {
    for (nn::Parameter& parameter : m_parameters)
        parameter.value.set_data(parameter.value.to(device));
    m_encoder->moved();
    if (m_decoder) m_decoder->moved();
    chooseGradient();
}

std::unique_ptr<Decoding> T5::decoding() {
    if (!m_head.defined()) return Model::decoding();
    return std::make_unique<T5Decoding>(*this);
}

std::unique_ptr<Model> makeT5(ModelConfig config) {
    return std::make_unique<T5>(std::move(config));
}

}
