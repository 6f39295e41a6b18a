// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/llama.h"

#include "engine/models/decoder.h"
#include "engine/models/decoder_config.h"
#include "engine/models/virtual_tokens.h"
#include "engine/nn/gated.h"
#include "engine/nn/rms_norm.h"
#include "engine/nn/rotary.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>

namespace espalier {

namespace {

enum Place { kProbabilities = 1 };

class Llama : public Decoder {
public:
    explicit Llama(ModelConfig config);
    at::Tensor body(const PackedBatch& batch, const DecoderPass& pass) override;
    nn::KeyValueCache makeCache() const override;

protected:
    void moved() override;

private:
    struct Layer {
        nn::RmsNorm attentionNorm, feedForwardNorm;
        nn::FusedWeights queryKeyValue, gateUp;
        nn::Linear attentionOutput, down; ///< their biases apart
        std::vector<at::Tensor> queryKeyValueBiases, gateUpBiases; ///< empty: none
        at::Tensor attentionOutputBias, downBias; ///< undefined: none
        std::shared_ptr<nn::SublayerSlot> attentionHalf, feedForwardHalf;
        std::shared_ptr<nn::AttentionSlot> attention;
    };
    Layer makeLayer(nn::ParameterBuilder& builder, const std::string& base) const;
    at::Tensor layerForward(std::size_t index, const at::Tensor& hidden, const nn::RotaryAngles& angles,
                            const DecoderPass& pass) const;
    at::Tensor attention(std::size_t index, const at::Tensor& normed, const nn::RotaryAngles& angles,
                         const DecoderPass& pass) const;

    LlamaSettings m_settings;
    nn::Activation m_activation = nn::Activation::Silu;
    nn::Rotary m_rotary;
    std::vector<Layer> m_layers;
    nn::RmsNorm m_norm;
};

at::Tensor plus(const at::Tensor& x, const at::Tensor& bias) {
    return bias.defined() ? x + bias : x;
}

at::Tensor plus(const at::Tensor& x, const std::vector<at::Tensor>& biases) {
    return biases.empty() ? x : x + at::cat(biases);
}

Llama::Llama(ModelConfig config)
    : Decoder(std::move(config)), m_settings(llamaSettings(m_config.source, "config.json")),
      m_rotary(m_settings.rotary) {
    nn::activationFromName(m_config.activation, m_activation);
    nn::ParameterBuilder builder(m_parameters);
    const std::string prefix = bodyPrefix("model.");
    m_words = builder.matrix(prefix + "embed_tokens", m_config.vocabularySize, m_config.hiddenSize);
    m_paddingRow = tokenIdOf(m_config.source, "pad_token_id");
    for (std::int64_t i = 0; i < m_config.layers; ++i) {
        builder.at(static_cast<int>(i) + 1);
        m_layers.push_back(makeLayer(builder, prefix + "layers." + std::to_string(i) + "."));
    }
    m_norm = {builder.tensor(prefix + "norm.weight", {m_config.hiddenSize}, false), m_config.layerNormEps};
    makeHead(builder, "score");
}

Llama::Layer Llama::makeLayer(nn::ParameterBuilder& builder, const std::string& base) const {
    const std::int64_t hidden = m_config.hiddenSize, inner = m_config.intermediateSize,
                       queries = m_config.heads * m_settings.headSize, keys = m_settings.keyHeads * m_settings.headSize;
    const std::string attention = base + "self_attn.", feedForward = base + "mlp.";
    const auto bias = [&](const std::string& name, std::int64_t size, const std::shared_ptr<nn::LinearSlot>& slot) {
        return slot->bias = builder.tensor(name + ".bias", {size}, false);
    };
    Layer layer;
    layer.queryKeyValue = builder.fused(
        {{attention + "q_proj", queries}, {attention + "k_proj", keys}, {attention + "v_proj", keys}}, hidden);
    layer.attentionOutput = builder.linearWithoutBias(attention + "o_proj", queries, hidden);
    if (m_settings.attentionBias) {
        layer.queryKeyValueBiases = {bias(attention + "q_proj", queries, layer.queryKeyValue.slots[0]),
                                     bias(attention + "k_proj", keys, layer.queryKeyValue.slots[1]),
                                     bias(attention + "v_proj", keys, layer.queryKeyValue.slots[2])};
        layer.attentionOutputBias = bias(attention + "o_proj", hidden, layer.attentionOutput.slot);
    }
    layer.gateUp = builder.fused({{feedForward + "gate_proj", inner}, {feedForward + "up_proj", inner}}, hidden);
    layer.down = builder.linearWithoutBias(feedForward + "down_proj", inner, hidden);
    if (m_settings.feedForwardBias) {
        layer.gateUpBiases = {bias(feedForward + "gate_proj", inner, layer.gateUp.slots[0]),
                              bias(feedForward + "up_proj", inner, layer.gateUp.slots[1])};
        layer.downBias = bias(feedForward + "down_proj", hidden, layer.down.slot);
    }
    layer.attentionNorm = {builder.tensor(base + "input_layernorm.weight", {hidden}, false), m_config.layerNormEps};
    layer.feedForwardNorm
        = {builder.tensor(base + "post_attention_layernorm.weight", {hidden}, false), m_config.layerNormEps};
    layer.attentionHalf = builder.sublayerSlot(base + "input_layernorm", nn::Sublayer::Attention);
    layer.feedForwardHalf = builder.sublayerSlot(base + "post_attention_layernorm", nn::Sublayer::FeedForward);
    layer.attention = builder.attentionSlot(attention + "v_proj", keys);
    return layer;
}

at::Tensor Llama::body(const PackedBatch& batch, const DecoderPass& pass) {
    const nn::RotaryAngles angles = m_rotary.angles(shiftedPositions(batch), batch.offsets);
    at::Tensor hidden = embedWords(batch);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const int depth = static_cast<int>(i) + 1;
        if (pass.drops(depth)) continue;
        hidden = pass.compute(
            [this, i, angles, pass](const auto& states) { return layerForward(i, states[0], angles, pass); }, {hidden},
            depth);
    }
    return nn::rmsNorm(hidden, m_norm);
}

at::Tensor Llama::layerForward(std::size_t index, const at::Tensor& hidden, const nn::RotaryAngles& angles,
                               const DecoderPass& pass) const {
    const Layer& layer = m_layers[index];
    const at::Tensor normed = nn::rmsNorm(hidden, layer.attentionNorm);
    const at::Tensor context = attention(index, normed, angles, pass);
    const at::Tensor middle = hidden + nn::adapted(layer.attentionHalf, {context, normed, hidden});
    const at::Tensor read = nn::rmsNorm(middle, layer.feedForwardNorm);
    const at::Tensor gateUp = plus(pass.product(read, layer.gateUp), layer.gateUpBiases);
    const at::Tensor output = plus(pass.product(nn::gated(gateUp, m_activation), layer.down), layer.downBias);
    return middle + nn::adapted(layer.feedForwardHalf, {output, read, middle});
}

at::Tensor Llama::attention(std::size_t index, const at::Tensor& normed, const nn::RotaryAngles& angles,
                            const DecoderPass& pass) const {
    const Layer& layer = m_layers[index];
    nn::AttentionInputs inputs;
    inputs.heads = m_config.heads;
    inputs.keyHeads = m_settings.keyHeads;
    inputs.headSize = m_settings.headSize;
    inputs.causal = true;
    inputs.slot = layer.attention;
    inputs.dropout = pass.dropout(m_config.attentionDropout, static_cast<int>(index) + 1, kProbabilities);
    inputs.queries = nn::rotate(plus(pass.product(normed, layer.queryKeyValue), layer.queryKeyValueBiases), angles,
                                m_config.heads + m_settings.keyHeads, m_settings.headSize);
    const at::Tensor context = pass.attend(std::move(inputs), static_cast<std::int64_t>(index));
    return plus(pass.product(context, layer.attentionOutput), layer.attentionOutputBias);
}

nn::KeyValueCache Llama::makeCache() const {
    return {m_config.layers, m_settings.keyHeads, m_settings.headSize, m_words.options().requires_grad(false)};
}

void Llama::moved() {
    for (Layer& layer : m_layers) {
        layer.queryKeyValue.fuseAgain();
        layer.gateUp.fuseAgain();
    }
}

}

std::unique_ptr<Model> makeLlama(ModelConfig config) {
    return std::make_unique<Llama>(std::move(config));
}

}
