// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/decoder_pass.h"
#include "engine/models/t5.h"
#include "engine/nn/activation.h"
#include "engine/nn/parameter_builder.h"
#include "engine/nn/relative_bias.h"
#include "engine/nn/rms_norm.h"

namespace espalier {

/// What a decoder's layers read of the encoder: its states, or the keys and values made of them once.
struct T5Encoded {
    at::Tensor states; ///< (Tk, hidden)
    nn::Offsets offsets; ///< of its sequences, as many as the decoder's
    const nn::KeyValueCache* cache = nullptr; ///< where given, in place of the states
};

/// T5's encoder or decoder: pre-norm layers with one relative bias for all, on a packed stream. Passes count depths
/// twice, since a decoder's layer has more places for dropout than one depth can tell apart.
class T5Stack {
public:
    enum class Kind { Encoder, Decoder };
    /// `prefix`: "encoder.". Parameters are at depths firstDepth, firstDepth + 1 …
    T5Stack(const ModelConfig& config, Kind kind, const std::string& prefix, int firstDepth,
            nn::ParameterBuilder& builder);

    /// Embedded words (T, hidden) to states behind the last norm. `reach`: the longest distance of two tokens.
    at::Tensor forward(const at::Tensor& words, const DecoderPass& pass, std::int64_t reach,
                       const T5Encoded* encoded) const;
    /// Keys and values of the encoder's states for the decoder's layers, for generation.
    void writeCrossKeys(const at::Tensor& states, nn::KeyValueCache& cache) const;
    nn::KeyValueCache makeCache() const;
    void moved();

private:
    struct Attention {
        nn::RmsNorm norm;
        nn::FusedWeights queryKeyValue;
        nn::Linear output;
        // Of self-attention alone: adapters stand there and behind the feed-forward half, prefixes in the decoder.
        std::shared_ptr<nn::SublayerSlot> half {};
        std::shared_ptr<nn::AttentionSlot> slot {};
    };
    struct Layer {
        Attention self, cross; ///< cross in decoders alone
        nn::RmsNorm norm;
        nn::FusedWeights wide; ///< the gate besides where there is one
        nn::Linear output;
        std::shared_ptr<nn::SublayerSlot> half {};
    };
    Attention makeAttention(nn::ParameterBuilder& builder, const std::string& base, const std::string& name) const;
    nn::AttentionInputs inputsOf(const kernels::Dropout& dropout) const;
    at::Tensor selfAttention(std::size_t index, const at::Tensor& hidden, const at::Tensor& relative,
                             const DecoderPass& pass) const;
    at::Tensor crossAttention(std::size_t index, const at::Tensor& hidden, const T5Encoded& encoded,
                              const DecoderPass& pass) const;
    at::Tensor feedForward(std::size_t index, const at::Tensor& hidden, const DecoderPass& pass) const;
    at::Tensor layerForward(std::size_t index, const std::vector<at::Tensor>& states, const DecoderPass& pass,
                            const T5Encoded* encoded) const;
    int depthOf(std::size_t index) const { return 2 * (m_firstDepth + static_cast<int>(index)); }
    bool decodes() const { return m_kind == Kind::Decoder; }

    const ModelConfig m_config;
    const T5Settings m_settings;
    const Kind m_kind;
    const int m_firstDepth;
    nn::Activation m_activation = nn::Activation::Relu;
    nn::RelativeBias m_relative;
    std::vector<Layer> m_layers;
    nn::RmsNorm m_norm;
};

}
