// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/heads.h"

#include "engine/base/error.h"
#include "engine/models/dropout_at.h"
#include "engine/models/head_kind.h"
#include "engine/models/masked_heads.h"
#include "engine/models/virtual_tokens.h"
#include "engine/nn/dropout.h"

#include <ATen/ops/segment_reduce.h>
#include <ATen/ops/tensor.h>

namespace espalier {

namespace {

enum Place { kClassifier = 0, kDense = 1 };

/// The pooled state's way to the labels of a whole text.
class SequenceHead : public Head {
public:
    SequenceHead(const ModelConfig& config, const HeadPlan& plan, int depth, nn::ParameterBuilder& builder)
        : m_config(config), m_plan(plan), m_depth(depth) {
        const bool hasDense
            = !plan.sequenceDense.empty() && (plan.sequenceDense != plan.pooler || config.pooling == "cls");
        if (hasDense) m_dense = builder.linear(plan.sequenceDense, config.hiddenSize, config.hiddenSize);
        m_classifier = builder.linear(plan.sequenceClassifier, config.hiddenSize,
                                      static_cast<std::int64_t>(config.labels.size()));
    }
    bool readsFirstTokens() const override { return m_config.pooling == "cls"; }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        const at::Tensor pooled
            = input.firstTokensOnly ? input.hidden : poolStates(m_config, input.batch, input.hidden);
        output.logits = onFeatures(pooled, input.options);
    }
    at::Tensor onFeatures(const at::Tensor& pooled, const ForwardOptions& options) const override {
        at::Tensor x = pooled;
        if (m_dense.weight.defined()) {
            x = nn::drop(x, dropoutAt(options, m_plan.sequenceDenseDropout, m_depth, kDense));
            x = nn::activate(nn::linear(x, m_dense), m_plan.sequenceActivation);
        }
        return nn::linear(nn::drop(x, dropoutAt(options, m_plan.sequenceDropout, m_depth, kClassifier)), m_classifier);
    }

private:
    const ModelConfig m_config;
    const HeadPlan m_plan;
    const int m_depth;
    nn::Linear m_dense, m_classifier;
};

/// The encoder's states themselves, and the pooler's where the family has one.
class BodyHead : public Head {
public:
    BodyHead(const ModelConfig& config, const HeadPlan& plan, nn::ParameterBuilder& builder) {
        if (!plan.pooler.empty()) m_pooler = builder.linear(plan.pooler, config.hiddenSize, config.hiddenSize);
    }
    bool readsFirstTokens() const override { return m_pooler.weight.defined(); }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        if (m_pooler.weight.defined())
            output.poolerOutput = nn::activate(nn::linear(input.firsts(), m_pooler), nn::Activation::Tanh);
        else
            output.lastHiddenState = input.tokens(); // there is nothing else
    }

private:
    nn::Linear m_pooler;
};

/// One layer on every token: classes of tokens, or where an answer begins and ends.
class TokenHead : public Head {
public:
    TokenHead(const ModelConfig& config, const HeadPlan& plan, int depth, nn::ParameterBuilder& builder)
        : m_isQuestion(headKind(config.architecture) == HeadKind::Question), m_depth(depth),
          m_dropout(m_isQuestion ? plan.questionDropout : plan.tokenDropout) {
        m_classifier = builder.linear(m_isQuestion ? plan.questionClassifier : plan.tokenClassifier, config.hiddenSize,
                                      m_isQuestion ? 2 : static_cast<std::int64_t>(config.labels.size()));
    }
    bool readsEveryToken() const override { return true; }
    at::Tensor onFeatures(const at::Tensor& tokens, const ForwardOptions& options) const override {
        return classify(tokens, options);
    }
    void compute(const HeadInput& input, ModelOutput& output) const override {
        output.logits = classify(input.tokens(), input.options);
        if (!m_isQuestion) return;
        output.startLogits = output.logits.select(1, 0);
        output.endLogits = output.logits.select(1, 1);
    }

private:
    at::Tensor classify(const at::Tensor& tokens, const ForwardOptions& options) const {
        return nn::linear(nn::drop(tokens, dropoutAt(options, m_dropout, m_depth, kClassifier)), m_classifier);
    }

    const bool m_isQuestion;
    const int m_depth;
    const double m_dropout;
    nn::Linear m_classifier;
};

}

at::Tensor HeadInput::firsts() const {
    return firstTokensOnly ? hidden : hidden.index_select(0, batch.firstTokens);
}

at::Tensor HeadInput::tokens() const {
    return withoutVirtualTokens(batch, hidden);
}

at::Tensor Head::onFeatures(const at::Tensor&, const ForwardOptions&) const {
    fail(ErrorKind::Failed, "this model has no head that reads features");
}

at::Tensor poolStates(const ModelConfig& config, const PackedBatch& batch, const at::Tensor& hidden) {
    if (config.pooling == "cls") return hidden.index_select(0, batch.firstTokens);
    std::vector<std::int64_t> lengths;
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s)
        lengths.push_back(batch.offsets[s + 1] - batch.offsets[s]);
    const at::Tensor counts = at::tensor(lengths).to(hidden.device());
    return at::segment_reduce(hidden, "mean", counts, {}, {}, 0, true);
}

nn::Activation activationOf(const std::string& name) {
    nn::Activation activation = nn::Activation::Gelu;
    nn::activationFromName(name, activation);
    return activation;
}

HeadPlan bertLikeHeads(const ModelConfig& config, const std::string& prefix) {
    HeadPlan plan;
    plan.pooler = plan.sequenceDense = prefix + "pooler.dense";
    plan.sequenceDropout = plan.tokenDropout
        = config.classifierDropout < 0 ? config.hiddenDropout : config.classifierDropout;
    plan.maskedBias = "cls.predictions.bias";
    plan.maskedDense = "cls.predictions.transform.dense";
    plan.maskedNorm = "cls.predictions.transform.LayerNorm";
    plan.maskedActivation = activationOf(config.activation);
    return plan;
}

std::unique_ptr<Head> makeHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                               nn::ParameterBuilder& builder) {
    builder.at(encoder.plan().depth() + 1, true);
    const int depth = encoder.plan().layers() + 1;
    switch (headKind(config.architecture)) {
    case HeadKind::Body:
        return std::make_unique<BodyHead>(config, plan, builder);
    case HeadKind::Sequence:
        return std::make_unique<SequenceHead>(config, plan, depth, builder);
    case HeadKind::Token:
    case HeadKind::Question:
        return std::make_unique<TokenHead>(config, plan, depth, builder);
    case HeadKind::Masked:
        return makeMaskedHead(config, plan, encoder, builder);
    case HeadKind::PreTraining:
        return plan.relation.empty() ? makeReplacedWordsHead(config, plan, builder)
                                     : makeNextSentenceHead(config, plan, encoder, builder);
    }
    fail(ErrorKind::Failed, config.architecture + " has no head");
}

}
