// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/encoder.h"

namespace espalier {

/// How a family's heads are called in its checkpoints, and where they have dropout (< 0: they have none there).
struct HeadPlan {
    /// The body's own layer on the first token, then tanh; empty: the body has none.
    std::string pooler;
    /// Between the pooled state and the classifier of whole texts: the body's pooler (which there is only where the
    /// first token is pooled), a layer of the head, or none.
    std::string sequenceDense;
    nn::Activation sequenceActivation = nn::Activation::Tanh;
    double sequenceDenseDropout = -1, sequenceDropout = -1;
    std::string sequenceClassifier = "classifier";
    std::string tokenClassifier = "classifier", questionClassifier = "qa_outputs";
    double tokenDropout = -1, questionDropout = -1;
    /// Of words behind a mask: bias[v] + word[v] · norm(activation(dense(x))).
    std::string maskedBias, maskedDense, maskedNorm;
    nn::Activation maskedActivation = nn::Activation::Gelu;
    /// …ForPreTraining: whether two texts follow each other, on the pooler; empty: the family has no such class.
    std::string relation;
    /// …ForPreTraining: whether a word was replaced; empty: the family has no such class.
    std::string replacedDense, replacedClassifier;
    nn::Activation replacedActivation = nn::Activation::Gelu;
};

/// BERT's heads; the other families change what they have otherwise.
HeadPlan bertLikeHeads(const ModelConfig& config, const std::string& prefix);

/// Activation of a config.json's field that its reader has checked.
nn::Activation activationOf(const std::string& name);

/// What a head computes from.
struct HeadInput {
    const PackedBatch& batch;
    at::Tensor hidden; ///< (T, hidden), or (S, hidden) where the head reads first tokens alone and was asked to
    const ForwardOptions& options;
    bool firstTokensOnly = false;
    at::Tensor firsts() const;
    /// Of all tokens, without those that a strategy put before them.
    at::Tensor tokens() const;
};

/// What stands on the encoder; one kind an architecture.
class Head {
public:
    virtual ~Head() = default;
    /// True where it needs nothing but each text's first token.
    virtual bool readsFirstTokens() const { return false; }
    /// True where its features are those of every token, not one a text.
    virtual bool readsEveryToken() const { return false; }
    /// True where it computes with the table of words, whose gradient is then a whole table.
    virtual bool readsWordTable() const { return false; }
    virtual void compute(const HeadInput& input, ModelOutput& output) const = 0;
    /// Logits (S or T, labels) of Model::features(). Throws where the head can't be computed from such alone.
    virtual at::Tensor onFeatures(const at::Tensor& features, const ForwardOptions& options) const;
};

/// The head that the config's architecture names; its weights come after the encoder's.
std::unique_ptr<Head> makeHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                               nn::ParameterBuilder& builder);

/// What a head reads of all tokens' states (T, hidden): the first's, or their mean, as the config says: (S, hidden).
at::Tensor poolStates(const ModelConfig& config, const PackedBatch& batch, const at::Tensor& hidden);

}
