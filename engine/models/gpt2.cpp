// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/gpt2.h"

#include "engine/models/decoder.h"
#include "engine/models/virtual_tokens.h"
#include "engine/nn/activation.h"
#include "engine/nn/dropout.h"
#include "engine/nn/embedding.h"
#include "engine/nn/norm.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/mm.h>

#include <cmath>

namespace espalier {

namespace {

enum Place { kEmbeddings = 0, kProbabilities = 1, kAttentionOutput = 2, kLayerOutput = 3 };

/// x·W + b with W (in, out), as GPT-2's files have it.
struct Conv1D {
    at::Tensor weight, bias;
    std::shared_ptr<nn::LinearSlot> slot {};
    at::Tensor turned {}; ///< (out, in), for generation: its rows are read in one go
};

class Gpt2 : public Decoder {
public:
    explicit Gpt2(ModelConfig config);
    at::Tensor body(const PackedBatch& batch, const DecoderPass& pass) override;
    nn::KeyValueCache makeCache() const override;

protected:
    void prepareDecoding() override;

private:
    struct Layer {
        nn::LayerNorm attentionNorm, feedForwardNorm;
        Conv1D queryKeyValue, attentionOutput, intermediate, output;
        std::shared_ptr<nn::SublayerSlot> attentionHalf, feedForwardHalf;
        std::shared_ptr<nn::AttentionSlot> attention;
        std::array<Conv1D*, 4> products() { return {&queryKeyValue, &attentionOutput, &intermediate, &output}; }
    };
    at::Tensor layerForward(std::size_t index, const at::Tensor& hidden, const DecoderPass& pass) const;
    at::Tensor attention(std::size_t index, const at::Tensor& normed, const DecoderPass& pass) const;

    Gpt2Settings m_settings;
    nn::Activation m_activation = nn::Activation::GeluTanh;
    at::Tensor m_positions; ///< (positions, hidden)
    std::vector<Layer> m_layers;
    nn::LayerNorm m_norm;
};

Conv1D makeConv1D(nn::ParameterBuilder& builder, const std::string& name, std::int64_t in, std::int64_t out) {
    const at::Tensor weight = builder.matrix(name, in, out);
    const at::Tensor bias = builder.tensor(name + ".bias", {out}, false);
    return {weight, bias, builder.linearSlot(weight, bias, true)};
}

at::Tensor apply(const Conv1D& layer, const at::Tensor& x, const DecoderPass& pass) {
    if (const auto& extension = layer.slot->extension) {
        const at::Tensor input = extension->input(x);
        return extension->output(input, at::mm(input, layer.weight), 0) + layer.bias;
    }
    if (pass.cache && layer.turned.defined()) return pass.product(x, layer.turned).add_(layer.bias);
    return at::addmm(layer.bias, x, layer.weight);
}

Gpt2::Gpt2(ModelConfig config) : Decoder(std::move(config)), m_settings(gpt2Settings(m_config.source, "config.json")) {
    nn::activationFromName(m_config.activation, m_activation);
    nn::ParameterBuilder builder(m_parameters);
    const std::string prefix = bodyPrefix("transformer.");
    const std::int64_t hidden = m_config.hiddenSize, inner = m_config.intermediateSize;
    const double eps = m_config.layerNormEps;
    m_words = builder.matrix(prefix + "wte", m_config.vocabularySize, hidden);
    m_positions = builder.matrix(prefix + "wpe", m_config.maxPositions, hidden);
    for (std::int64_t i = 0; i < m_config.layers; ++i) {
        builder.at(static_cast<int>(i) + 1);
        const std::string base = prefix + "h." + std::to_string(i) + ".";
        Layer layer;
        layer.attentionNorm = builder.layerNorm(base + "ln_1", hidden, eps);
        layer.attentionHalf = builder.sublayerSlot(base + "ln_1", nn::Sublayer::Attention);
        layer.queryKeyValue = makeConv1D(builder, base + "attn.c_attn", hidden, 3 * hidden);
        layer.attention = builder.attentionSlot(base + "attn.c_attn", hidden);
        layer.attentionOutput = makeConv1D(builder, base + "attn.c_proj", hidden, hidden);
        layer.feedForwardNorm = builder.layerNorm(base + "ln_2", hidden, eps);
        layer.feedForwardHalf = builder.sublayerSlot(base + "ln_2", nn::Sublayer::FeedForward);
        layer.intermediate = makeConv1D(builder, base + "mlp.c_fc", hidden, inner);
        layer.output = makeConv1D(builder, base + "mlp.c_proj", inner, hidden);
        m_layers.push_back(std::move(layer));
    }
    m_norm = builder.layerNorm(prefix + "ln_f", hidden, eps);
    makeHead(builder, "classifier");
}

at::Tensor Gpt2::body(const PackedBatch& batch, const DecoderPass& pass) {
    const at::Tensor sum = embedWords(batch) + nn::lookUp(m_positions, shiftedPositions(batch));
    at::Tensor hidden = nn::drop(sum, pass.dropout(m_settings.embeddingDropout, 0, kEmbeddings));
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const int depth = static_cast<int>(i) + 1;
        if (pass.drops(depth)) continue;
        hidden = pass.compute([this, i, pass](const auto& states) { return layerForward(i, states[0], pass); },
                              {hidden}, depth);
    }
    return nn::layerNorm(hidden, m_norm);
}

at::Tensor Gpt2::layerForward(std::size_t index, const at::Tensor& hidden, const DecoderPass& pass) const {
    const Layer& layer = m_layers[index];
    const int depth = static_cast<int>(index) + 1;
    const at::Tensor normed = nn::layerNorm(hidden, layer.attentionNorm);
    const at::Tensor context
        = nn::drop(attention(index, normed, pass), pass.dropout(m_config.hiddenDropout, depth, kAttentionOutput));
    const at::Tensor middle = hidden + nn::adapted(layer.attentionHalf, {context, normed, hidden});
    const at::Tensor read = nn::layerNorm(middle, layer.feedForwardNorm);
    const at::Tensor wide = nn::activate(apply(layer.intermediate, read, pass), m_activation);
    const at::Tensor output
        = nn::drop(apply(layer.output, wide, pass), pass.dropout(m_config.hiddenDropout, depth, kLayerOutput));
    return middle + nn::adapted(layer.feedForwardHalf, {output, read, middle});
}

at::Tensor Gpt2::attention(std::size_t index, const at::Tensor& normed, const DecoderPass& pass) const {
    const Layer& layer = m_layers[index];
    nn::AttentionInputs inputs;
    inputs.queries = apply(layer.queryKeyValue, normed, pass);
    inputs.heads = m_config.heads;
    inputs.headSize = m_config.hiddenSize / m_config.heads;
    inputs.scale = m_settings.scalesScores ? 1 / std::sqrt(static_cast<double>(inputs.headSize)) : 1;
    if (m_settings.scalesByLayer) inputs.scale /= static_cast<double>(index + 1);
    inputs.causal = true;
    inputs.slot = layer.attention;
    inputs.dropout = pass.dropout(m_config.attentionDropout, static_cast<int>(index) + 1, kProbabilities);
    return apply(layer.attentionOutput, pass.attend(std::move(inputs), static_cast<std::int64_t>(index)), pass);
}

nn::KeyValueCache Gpt2::makeCache() const {
    return {m_config.layers, m_config.heads, m_config.hiddenSize / m_config.heads,
            m_words.options().requires_grad(false)};
}

void Gpt2::prepareDecoding() {
    for (Layer& layer : m_layers)
        for (Conv1D* product : layer.products())
            product->turned = product->weight.detach().t().contiguous();
}

}

std::unique_ptr<Model> makeGpt2(ModelConfig config) {
    return std::make_unique<Gpt2>(std::move(config));
}

}
