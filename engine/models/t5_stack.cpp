// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/t5_stack.h"

#include "engine/nn/dropout.h"
#include "engine/nn/gated.h"

#include <ATen/TensorOperators.h>

namespace espalier {

namespace {

/// Places of dropout; attention to the encoder has those of the next depth.
enum Place { kLayerOutput = 0, kProbabilities = 1, kAttentionOutput = 2, kWide = 3 };
/// Of a whole stack: before its first layer (at depth 0), behind its last.
enum StackPlace { kEncoderWords = 0, kDecoderWords = 1, kStates = 3 };

}

T5Stack::T5Stack(const ModelConfig& config, Kind kind, const std::string& prefix, int firstDepth,
                 nn::ParameterBuilder& builder)
    : m_config(config), m_settings(t5Settings(config.source, "config.json")), m_kind(kind), m_firstDepth(firstDepth) {
    nn::activationFromName(config.activation, m_activation);
    const std::int64_t hidden = config.hiddenSize, inner = config.intermediateSize,
                       layers = decodes() ? m_settings.decoderLayers : config.layers;
    for (std::int64_t i = 0; i < layers; ++i) {
        builder.at(firstDepth + static_cast<int>(i));
        const std::string block = prefix + "block." + std::to_string(i) + ".layer.";
        Layer layer;
        layer.self = makeAttention(builder, block + "0.", "SelfAttention");
        layer.self.half = builder.sublayerSlot(block + "0.layer_norm", nn::Sublayer::Attention);
        if (decodes())
            layer.self.slot = builder.attentionSlot(block + "0.SelfAttention.v", config.heads * m_settings.headSize);
        if (i == 0)
            m_relative
                = {builder.matrix(block + "0.SelfAttention.relative_attention_bias", m_settings.buckets, config.heads),
                   m_settings.maxDistance, !decodes()};
        if (decodes()) layer.cross = makeAttention(builder, block + "1.", "EncDecAttention");
        const std::string last = block + (decodes() ? "2." : "1."), dense = last + "DenseReluDense.";
        layer.wide = m_settings.isGated
            ? builder.fused({{dense + "wi_0", inner}, {dense + "wi_1", inner}}, hidden)
            : builder.fused(std::vector<std::pair<std::string, std::int64_t>> {{dense + "wi", inner}}, hidden);
        layer.output = builder.linearWithoutBias(dense + "wo", inner, hidden);
        layer.norm = {builder.tensor(last + "layer_norm.weight", {hidden}, false), config.layerNormEps};
        layer.half = builder.sublayerSlot(last + "layer_norm", nn::Sublayer::FeedForward);
        m_layers.push_back(std::move(layer));
    }
    m_norm = {builder.tensor(prefix + "final_layer_norm.weight", {hidden}, false), config.layerNormEps};
}

T5Stack::Attention T5Stack::makeAttention(nn::ParameterBuilder& builder, const std::string& base,
                                          const std::string& name) const {
    const std::int64_t hidden = m_config.hiddenSize, width = m_config.heads * m_settings.headSize;
    const std::string at = base + name + ".";
    Attention attention;
    attention.queryKeyValue = builder.fused({{at + "q", width}, {at + "k", width}, {at + "v", width}}, hidden);
    attention.output = builder.linearWithoutBias(at + "o", width, hidden);
    attention.norm = {builder.tensor(base + "layer_norm.weight", {hidden}, false), m_config.layerNormEps};
    return attention;
}

at::Tensor T5Stack::forward(const at::Tensor& words, const DecoderPass& pass, std::int64_t reach,
                            const T5Encoded* encoded) const {
    const double rate = m_config.hiddenDropout;
    const at::Tensor relative = nn::relativeScores(m_relative, reach);
    at::Tensor hidden = nn::drop(words, pass.dropout(rate, 0, decodes() ? kDecoderWords : kEncoderWords));
    // What has a gradient of its own, apart: a layer that is computed again must not reach behind it.
    std::vector<at::Tensor> states {hidden, relative};
    T5Encoded others;
    if (encoded) {
        states.push_back(encoded->states);
        others = {{}, encoded->offsets, encoded->cache};
    }
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (pass.drops(depthOf(i))) continue;
        states.front() = pass.compute(
            [this, i, pass, others, isDecoding = encoded != nullptr](const std::vector<at::Tensor>& read) {
                if (!isDecoding) return layerForward(i, read, pass, nullptr);
                const T5Encoded own {read[2], others.offsets, others.cache};
                return layerForward(i, read, pass, &own);
            },
            states, depthOf(i));
    }
    hidden = states.front();
    return nn::drop(nn::rmsNorm(hidden, m_norm), pass.dropout(rate, depthOf(m_layers.size() - 1) + 1, kStates));
}

/// `states`: the stream's, the scores of distances, the encoder's.
at::Tensor T5Stack::layerForward(std::size_t index, const std::vector<at::Tensor>& states, const DecoderPass& pass,
                                 const T5Encoded* encoded) const {
    at::Tensor hidden = selfAttention(index, states[0], states[1], pass);
    if (encoded) hidden = crossAttention(index, hidden, *encoded, pass);
    return feedForward(index, hidden, pass);
}

nn::AttentionInputs T5Stack::inputsOf(const kernels::Dropout& dropout) const {
    nn::AttentionInputs inputs;
    inputs.heads = m_config.heads;
    inputs.headSize = m_settings.headSize;
    inputs.scale = 1; // the initial weights make up for it
    inputs.dropout = dropout;
    return inputs;
}

at::Tensor T5Stack::selfAttention(std::size_t index, const at::Tensor& hidden, const at::Tensor& relative,
                                  const DecoderPass& pass) const {
    const Attention& layer = m_layers[index].self;
    nn::AttentionInputs inputs = inputsOf(pass.dropout(m_config.attentionDropout, depthOf(index), kProbabilities));
    const at::Tensor normed = nn::rmsNorm(hidden, layer.norm);
    inputs.queries = pass.product(normed, layer.queryKeyValue);
    inputs.slot = layer.slot;
    inputs.causal = decodes();
    inputs.relative = relative;
    const at::Tensor context
        = pass.product(pass.attend(std::move(inputs), static_cast<std::int64_t>(index)), layer.output);
    const at::Tensor output = nn::drop(context, pass.dropout(m_config.hiddenDropout, depthOf(index), kAttentionOutput));
    return hidden + nn::adapted(layer.half, {output, normed, hidden});
}

at::Tensor T5Stack::crossAttention(std::size_t index, const at::Tensor& hidden, const T5Encoded& encoded,
                                   const DecoderPass& pass) const {
    const Attention& layer = m_layers[index].cross;
    const int depth = depthOf(index) + 1;
    const at::Tensor queries = pass.product(nn::rmsNorm(hidden, layer.norm), layer.queryKeyValue.slice(0, 1));
    at::Tensor context;
    if (encoded.cache) {
        context = encoded.cache->attend(
            queries, {static_cast<std::int64_t>(index), m_config.heads, 1, {}, &pass.cache->counts()});
    } else {
        nn::AttentionInputs inputs = inputsOf(pass.dropout(m_config.attentionDropout, depth, kProbabilities));
        inputs.queries = queries;
        inputs.keysValues = pass.product(encoded.states, layer.queryKeyValue.slice(1, 2));
        inputs.layout = {pass.offsets, encoded.offsets};
        context = nn::attention(inputs);
    }
    return hidden
        + nn::drop(pass.product(context, layer.output), pass.dropout(m_config.hiddenDropout, depth, kAttentionOutput));
}

at::Tensor T5Stack::feedForward(std::size_t index, const at::Tensor& hidden, const DecoderPass& pass) const {
    const Layer& layer = m_layers[index];
    const int depth = depthOf(index);
    const at::Tensor normed = nn::rmsNorm(hidden, layer.norm), wide = pass.product(normed, layer.wide);
    const at::Tensor active = m_settings.isGated ? nn::gated(wide, m_activation) : nn::activate(wide, m_activation);
    const at::Tensor output
        = pass.product(nn::drop(active, pass.dropout(m_config.hiddenDropout, depth, kWide)), layer.output);
    return hidden
        + nn::adapted(layer.half,
                      {nn::drop(output, pass.dropout(m_config.hiddenDropout, depth, kLayerOutput)), normed, hidden});
}

void T5Stack::writeCrossKeys(const at::Tensor& states, nn::KeyValueCache& cache) const {
    const std::int64_t width = m_config.heads * m_settings.headSize;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const at::Tensor both = nn::product(states, m_layers[i].cross.queryKeyValue.slice(1, 2));
        cache.write(static_cast<std::int64_t>(i), both.narrow(1, 0, width), both.narrow(1, width, width));
    }
}

nn::KeyValueCache T5Stack::makeCache() const {
    return {static_cast<std::int64_t>(m_layers.size()), m_config.heads, m_settings.headSize,
            m_norm.weight.options().requires_grad(false)};
}

void T5Stack::moved() {
    for (Layer& layer : m_layers) {
        layer.self.queryKeyValue.fuseAgain();
        if (decodes()) layer.cross.queryKeyValue.fuseAgain();
        layer.wide.fuseAgain();
    }
}

}
