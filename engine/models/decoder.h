// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/decoder_pass.h"
#include "engine/nn/parameter_builder.h"

namespace espalier {

/// A causal model on a packed stream: what GPT-2 and Llama share. A family makes the body; heads for language, whole
/// texts (which read each text's last token) and tokens stand here.
class Decoder : public Model {
public:
    const ModelConfig& config() const override { return m_config; }
    nn::ParameterList& parameters() override { return m_parameters; }
    ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) override;
    at::Tensor features(const PackedBatch& batch) override;
    at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) override;
    void moveTo(const c10::Device& device) override;
    std::unique_ptr<Decoding> decoding() override;
    bool takesVirtualTokens() const override { return true; }

    /// States of all tokens behind the last norm, (T, hidden).
    virtual at::Tensor body(const PackedBatch& batch, const DecoderPass& pass) = 0;
    virtual nn::KeyValueCache makeCache() const = 0;
    /// Weight of the language-model head, (vocabulary, hidden).
    const at::Tensor& headWeight() const { return m_layer.weight; }

protected:
    enum class Head { Body, Language, Sequence, Token };
    explicit Decoder(ModelConfig config);

    /// Names of the parameters that begin with the body's: "" or `prefix`.
    std::string bodyPrefix(const std::string& prefix) const { return m_head == Head::Body ? "" : prefix; }
    /// The head, after the body and its table of words. `tokenClassifier`: what its layer is called.
    void makeHead(nn::ParameterBuilder& builder, const std::string& tokenClassifier);
    /// The batch's words, by its ids and virtual tokens: (T, hidden).
    at::Tensor embedWords(const PackedBatch& batch) const;
    /// Called before generation and where parameters were moved to another device.
    virtual void prepareDecoding() { }
    virtual void moved() { }

    ModelConfig m_config;
    nn::ParameterList m_parameters;
    at::Tensor m_words; ///< (vocabulary, hidden)
    std::int64_t m_paddingRow = -1; ///< of the table of words, that never learns

private:
    void chooseGradient();
    at::Tensor classifyTokens(const at::Tensor& states, const ForwardOptions& options) const;
    at::Tensor pool(const PackedBatch& batch, const at::Tensor& states) const;

    Head m_head = Head::Body;
    nn::Linear m_layer; ///< the head's; the table of words where a language model shares it
    std::shared_ptr<nn::SparseGradient> m_wordGradient;
};

}
