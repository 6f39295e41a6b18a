// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/t5_stack.h"

namespace espalier {

/// T5 with the head that its architecture names.
class T5 : public Model {
public:
    explicit T5(ModelConfig config);
    const ModelConfig& config() const override { return m_config; }
    nn::ParameterList& parameters() override { return m_parameters; }
    ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) override;
    at::Tensor features(const PackedBatch& batch) override;
    at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) override;
    void moveTo(const c10::Device& device) override;
    std::unique_ptr<Decoding> decoding() override;
    bool takesVirtualTokens() const override { return true; }

    /// `batch` is one of withVirtualTokens(): the encoder reads them, as in PEFT.
    at::Tensor encode(const PackedBatch& batch, const DecoderPass& pass) const;
    at::Tensor decode(const PackedBatch& batch, const DecoderPass& pass, std::int64_t reach,
                      const T5Encoded& encoded) const;
    const T5Stack& decoder() const { return *m_decoder; }
    /// What the language-model head multiplies, and by.
    at::Tensor scaled(const at::Tensor& states) const;
    const at::Tensor& headWeight() const { return m_head; }

private:
    bool is(const char* suffix) const { return m_config.architecture.ends_with(suffix); }
    int topDepth() const;
    void chooseGradient();
    PackedBatch shiftedRight(const PackedBatch& batch) const;
    at::Tensor endStates(const PackedBatch& batch, const ForwardOptions& options, int lowest,
                         const T5Encoded& encoder) const;
    DecoderPass passOf(const PackedBatch& batch, const ForwardOptions& options, int lowest) const;
    T5Encoded encoded(const PackedBatch& extended, const ForwardOptions& options, int lowest) const;
    /// The longest distance of two of a batch's tokens in the decoder.
    std::int64_t reachOf(const PackedBatch& batch) const { return batch.longest + prefixLength(); }
    std::int64_t prefixLength() const;

    ModelConfig m_config;
    T5Settings m_settings;
    nn::ParameterList m_parameters;
    at::Tensor m_words; ///< (vocabulary, hidden)
    std::shared_ptr<nn::SparseGradient> m_wordGradient;
    std::unique_ptr<T5Stack> m_encoder, m_decoder;
    at::Tensor m_head; ///< of language: (vocabulary, hidden), the table of words where it is shared
    nn::Linear m_dense, m_projection; ///< of whole texts
};

}
