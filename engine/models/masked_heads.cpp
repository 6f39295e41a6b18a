// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/masked_heads.h"

#include "engine/base/error.h"

#include <ATen/ops/linear.h>

namespace espalier {

namespace {

class MaskedHead : public Head {
public:
    MaskedHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder, nn::ParameterBuilder& builder)
        : m_word(encoder.embeddings().word), m_activation(plan.maskedActivation) {
        const auto tied = config.source.find("tie_word_embeddings");
        if (tied != config.source.end() && *tied == Json(false))
            failBadInput("a masked-LM head with a table of its own is not supported",
                         "config.json, field tie_word_embeddings", "supported: the table of word embeddings");
        m_bias = builder.tensor(plan.maskedBias, {config.vocabularySize}, false);
        m_dense = builder.linear(plan.maskedDense, config.hiddenSize, config.embeddingWidth());
        m_norm = builder.layerNorm(plan.maskedNorm, config.embeddingWidth(), config.layerNormEps);
    }
    bool readsWordTable() const override { return true; }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        const at::Tensor& rows = input.options.wordRows;
        const at::Tensor states = rows.defined() ? input.tokens().index_select(0, rows) : input.tokens();
        const at::Tensor wide = nn::biasActivation(nn::product(states, m_dense), m_dense.bias, m_activation),
                         normed = nn::layerNorm(wide, m_norm);
        if (rows.defined())
            output.words = {normed, m_word, m_bias};
        else
            output.logits = at::linear(normed, m_word, m_bias);
    }

private:
    const at::Tensor m_word; ///< (vocabulary, embedding), the encoder's
    const nn::Activation m_activation;
    at::Tensor m_bias; ///< (vocabulary)
    nn::Linear m_dense;
    nn::LayerNorm m_norm;
};

class NextSentenceHead : public MaskedHead {
public:
    NextSentenceHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder, nn::ParameterBuilder& builder)
        : MaskedHead(config, plan, encoder, builder) {
        m_pooler = builder.linear(plan.pooler, config.hiddenSize, config.hiddenSize);
        m_relation = builder.linear(plan.relation, config.hiddenSize, 2);
    }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        MaskedHead::compute(input, output);
        const at::Tensor pooled = nn::activate(nn::linear(input.firsts(), m_pooler), nn::Activation::Tanh);
        output.relationLogits = nn::linear(pooled, m_relation);
    }

private:
    nn::Linear m_pooler, m_relation;
};

class ReplacedWordsHead : public Head {
public:
    ReplacedWordsHead(const ModelConfig& config, const HeadPlan& plan, nn::ParameterBuilder& builder)
        : m_activation(plan.replacedActivation) {
        m_dense = builder.linear(plan.replacedDense, config.hiddenSize, config.hiddenSize);
        m_classifier = builder.linear(plan.replacedClassifier, config.hiddenSize, 1);
    }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        const at::Tensor wide = nn::activate(nn::linear(input.tokens(), m_dense), m_activation);
        output.logits = nn::linear(wide, m_classifier).squeeze(1);
    }

private:
    const nn::Activation m_activation;
    nn::Linear m_dense, m_classifier;
};

}

std::unique_ptr<Head> makeMaskedHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                                     nn::ParameterBuilder& builder) {
    return std::make_unique<MaskedHead>(config, plan, encoder, builder);
}

std::unique_ptr<Head> makeNextSentenceHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                                           nn::ParameterBuilder& builder) {
    return std::make_unique<NextSentenceHead>(config, plan, encoder, builder);
}

std::unique_ptr<Head> makeReplacedWordsHead(const ModelConfig& config, const HeadPlan& plan,
                                            nn::ParameterBuilder& builder) {
    return std::make_unique<ReplacedWordsHead>(config, plan, builder);
}

}
