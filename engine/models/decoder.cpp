// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder.h"

#include "engine/models/causal_decoding.h"
#include "engine/models/decoder_config.h"
#include "engine/models/dropout_at.h"
#include "engine/models/virtual_tokens.h"
#include "engine/nn/dropout.h"
#include "engine/nn/embedding.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/segment_reduce.h>
#include <ATen/ops/tensor.h>

namespace espalier {

namespace {

/// Index of each sequence's last token that is not padding, as Transformers looks for it; its first where all are.
at::Tensor lastTokens(const PackedBatch& batch, std::int64_t padding) {
    const at::Tensor ids = batch.ids.cpu();
    const std::int64_t* id = ids.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> last;
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s) {
        std::int64_t token = batch.offsets[s + 1] - 1;
        if (padding >= 0)
            while (token > batch.offsets[s] && id[token] == padding)
                --token;
        last.push_back(token);
    }
    return at::tensor(last).to(batch.ids.device());
}

at::Tensor meanStates(const PackedBatch& batch, const at::Tensor& states) {
    std::vector<std::int64_t> lengths;
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s)
        lengths.push_back(batch.offsets[s + 1] - batch.offsets[s]);
    return at::segment_reduce(states, "mean", at::tensor(lengths).to(states.device()), {}, {}, 0, true);
}

}

Decoder::Decoder(ModelConfig config) : m_config(std::move(config)) {
    const std::string& name = m_config.architecture;
    if (name.ends_with("LMHeadModel") || name.ends_with("ForCausalLM"))
        m_head = Head::Language;
    else if (name.ends_with("ForSequenceClassification"))
        m_head = Head::Sequence;
    else if (name.ends_with("ForTokenClassification"))
        m_head = Head::Token;
}

void Decoder::makeHead(nn::ParameterBuilder& builder, const std::string& tokenClassifier) {
    builder.at(static_cast<int>(m_config.layers) + 1, true);
    const auto labels = static_cast<std::int64_t>(m_config.labels.size());
    if (m_head == Head::Token) m_layer = builder.linear(tokenClassifier, m_config.hiddenSize, labels);
    if (m_head == Head::Sequence) m_layer.weight = builder.matrix("score", labels, m_config.hiddenSize);
    if (m_head == Head::Language)
        m_layer.weight = m_config.tiesWordTable
            ? m_words
            : builder.matrix("lm_head", m_config.vocabularySize, m_config.hiddenSize);
    chooseGradient();
}

/// The table learns by rows where our kernels run and no head computes with all of it.
void Decoder::chooseGradient() {
    const bool sparse = m_words.is_cpu() && !m_layer.weight.is_same(m_words);
    m_wordGradient = sparse ? std::make_shared<nn::SparseGradient>() : nullptr;
    for (nn::Parameter& parameter : m_parameters)
        if (parameter.value.is_same(m_words)) parameter.sparseGradient = m_wordGradient;
}

at::Tensor Decoder::embedWords(const PackedBatch& batch) const {
    return withVirtualVectors(batch, nn::lookUp(m_words, batch.ids, m_paddingRow, m_wordGradient));
}

at::Tensor Decoder::classifyTokens(const at::Tensor& states, const ForwardOptions& options) const {
    const int depth = static_cast<int>(m_config.layers) + 1;
    return nn::linear(nn::drop(states, dropoutAt(options, m_config.classifierDropout, depth, 0)), m_layer);
}

at::Tensor Decoder::pool(const PackedBatch& batch, const at::Tensor& states) const {
    if (m_config.pooling == "mean") return meanStates(batch, states);
    return states.index_select(0, lastTokens(batch, tokenIdOf(m_config.source, "pad_token_id")));
}

ModelOutput Decoder::forward(const PackedBatch& given, const ForwardOptions& options) {
    const PackedBatch batch = withVirtualTokens(given, virtualTokens(), m_config);
    if (options.training) nn::seedGenerator(batch.ids.device(), options.seed, static_cast<std::uint64_t>(options.step));
    const int above = static_cast<int>(m_config.layers) + 2;
    const at::Tensor all
        = body(batch, {options, lowestTrained(m_parameters, above), sharedOffsets(batch), nullptr, nullptr, pass()});
    ModelOutput output;
    if (m_head == Head::Sequence) output.logits = headForward(pool(batch, all), options);
    if (m_head == Head::Language && options.wordRows.defined())
        output.words = {all.index_select(0, rowsAmongVirtual(batch, options.wordRows)), m_layer.weight};
    const bool readsStates = m_head == Head::Token || (m_head == Head::Language && !options.wordRows.defined());
    if (options.headOnly && m_head != Head::Body && !readsStates) return output;
    const at::Tensor states = withoutVirtualTokens(batch, all);
    if (!options.headOnly || m_head == Head::Body) output.lastHiddenState = states;
    if (m_head == Head::Token) output.logits = classifyTokens(states, options);
    if (m_head == Head::Language && !options.wordRows.defined()) output.logits = nn::product(states, m_layer.weight);
    return output;
}

at::Tensor Decoder::features(const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    const ForwardOptions options;
    return pool(batch, body(batch, {options, 0, sharedOffsets(batch)}));
}

at::Tensor Decoder::headForward(const at::Tensor& features, const ForwardOptions&) {
    if (m_head != Head::Sequence)
        fail(ErrorKind::Failed, m_config.architecture + " has no head that reads pooled states");
    return nn::product(features, m_layer.weight);
}

void Decoder::moveTo(const c10::Device& device) {
    for (nn::Parameter& parameter : m_parameters)
        parameter.value.set_data(parameter.value.to(device));
    moved();
    chooseGradient();
}

std::unique_ptr<Decoding> Decoder::decoding() {
    if (m_head != Head::Language) return Model::decoding();
    prepareDecoding();
    return std::make_unique<CausalDecoding>(*this);
}

}
