// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"

#include "engine/models/bert_encoder.h"
#include "engine/nn/dropout.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/segment_reduce.h>
#include <ATen/ops/tanh.h>

namespace espalier {

using namespace bert;

namespace {

/// transform of the masked-LM head; the decoder is the word embedding table.
struct MaskedHead {
    nn::Linear transform;
    nn::LayerNorm norm;
    at::Tensor bias; ///< (vocabulary)
};

class Bert : public Model {
public:
    explicit Bert(ModelConfig config);
    const ModelConfig& config() const override { return m_config; }
    nn::ParameterList& parameters() override { return m_parameters; }
    ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) override;
    at::Tensor features(const PackedBatch& batch) override;
    at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) override;
    void moveTo(const c10::Device& device) override;

private:
    void chooseGradient();
    bool isSequence() const { return m_config.architecture == kSequence; }
    bool poolsFirst() const { return isSequence() && m_config.pooling == "cls"; }
    int lowestTrained() const;
    at::Tensor pool(const PackedBatch& batch, const at::Tensor& hidden) const;
    at::Tensor pooler(const at::Tensor& first) const { return at::tanh(nn::linear(first, m_pooler)); }
    at::Tensor classify(const at::Tensor& x, const ForwardOptions& options) const;
    at::Tensor maskedLogits(const at::Tensor& hidden) const;

    ModelConfig m_config;
    nn::ParameterList m_parameters;
    std::unique_ptr<BertEncoder> m_encoder;
    nn::Linear m_pooler, m_classifier;
    MaskedHead m_masked;
};

Bert::Bert(ModelConfig config) : m_config(std::move(config)) {
    nn::ParameterBuilder builder(m_parameters);
    const std::string prefix = m_config.architecture == kBody ? "" : "bert.";
    m_encoder = std::make_unique<BertEncoder>(m_config, prefix, builder);
    const std::int64_t hidden = m_config.hiddenSize;
    builder.at(static_cast<int>(m_config.layers) + 1, true);
    if (m_config.architecture == kBody || poolsFirst())
        m_pooler = builder.linear(prefix + "pooler.dense", hidden, hidden);
    if (isSequence() || m_config.architecture == kToken)
        m_classifier = builder.linear("classifier", hidden, static_cast<std::int64_t>(m_config.labels.size()));
    if (m_config.architecture == kMasked) {
        m_masked.bias = builder.tensor("cls.predictions.bias", {m_config.vocabularySize}, false);
        m_masked.transform = builder.linear("cls.predictions.transform.dense", hidden, hidden);
        m_masked.norm = builder.layerNorm("cls.predictions.transform.LayerNorm", hidden, m_config.layerNormEps);
    }
    chooseGradient();
}

/// Word embeddings learn by rows where our kernels run and nothing else uses the table (as masked-LM's decoder does).
void Bert::chooseGradient() {
    nn::Embeddings& embeddings = m_encoder->embeddings();
    const bool sparse = embeddings.word.is_cpu() && m_config.architecture != kMasked;
    embeddings.wordGradient = sparse ? std::make_shared<nn::SparseGradient>() : nullptr;
    for (nn::Parameter& parameter : m_parameters)
        if (parameter.value.is_same(embeddings.word)) parameter.sparseGradient = embeddings.wordGradient;
}

/// Depth of the lowest parameter that learns; above all of them where none does.
int Bert::lowestTrained() const {
    int lowest = static_cast<int>(m_config.layers) + 2;
    for (const nn::Parameter& parameter : m_parameters)
        if (parameter.value.requires_grad()) lowest = std::min(lowest, parameter.depth);
    return lowest;
}

/// What the head reads of all tokens' states: the first's, or their mean.
at::Tensor Bert::pool(const PackedBatch& batch, const at::Tensor& hidden) const {
    if (m_config.pooling == "cls") return hidden.index_select(0, batch.firstTokens);
    std::vector<std::int64_t> lengths;
    for (std::size_t s = 0; s + 1 < batch.offsets.size(); ++s)
        lengths.push_back(batch.offsets[s + 1] - batch.offsets[s]);
    const at::Tensor counts = at::tensor(lengths).to(hidden.device());
    return at::segment_reduce(hidden, "mean", counts, {}, {}, 0, true);
}

at::Tensor Bert::classify(const at::Tensor& x, const ForwardOptions& options) const {
    const double rate = m_config.classifierDropout < 0 ? m_config.hiddenDropout : m_config.classifierDropout;
    return nn::linear(nn::drop(x, dropoutAt(options, rate, static_cast<int>(m_config.layers) + 1, 0)), m_classifier);
}

at::Tensor Bert::maskedLogits(const at::Tensor& hidden) const {
    nn::Activation activation = nn::Activation::Gelu;
    nn::activationFromName(m_config.activation, activation);
    const at::Tensor wide
        = nn::biasActivation(nn::product(hidden, m_masked.transform.weight), m_masked.transform.bias, activation);
    return at::linear(nn::layerNorm(wide, m_masked.norm), m_encoder->embeddings().word, m_masked.bias);
}

ModelOutput Bert::forward(const PackedBatch& batch, const ForwardOptions& options) {
    ModelOutput output;
    const bool isBody = m_config.architecture == kBody, firstOnly = options.headOnly && (poolsFirst() || isBody);
    if (options.training) nn::seedGenerator(batch.ids.device(), options.seed, static_cast<std::uint64_t>(options.step));
    const at::Tensor hidden = m_encoder->forward(batch, options, lowestTrained(), firstOnly);
    if (!options.headOnly) output.lastHiddenState = hidden;
    if (isSequence()) {
        output.logits = headForward(firstOnly ? hidden : pool(batch, hidden), options);
    } else if (m_config.architecture == kToken) {
        output.logits = classify(hidden, options);
    } else if (m_config.architecture == kMasked) {
        output.logits = maskedLogits(hidden);
    } else {
        output.poolerOutput = pooler(firstOnly ? hidden : hidden.index_select(0, batch.firstTokens));
    }
    return output;
}

at::Tensor Bert::features(const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    const bool everyToken = m_config.architecture == kToken, firstOnly = !everyToken && m_config.pooling == "cls";
    const at::Tensor hidden = m_encoder->forward(batch, {}, static_cast<int>(m_config.layers) + 2, firstOnly);
    return everyToken || firstOnly ? hidden : pool(batch, hidden);
}

at::Tensor Bert::headForward(const at::Tensor& features, const ForwardOptions& options) {
    if (!isSequence() && m_config.architecture != kToken)
        fail(ErrorKind::Failed, m_config.architecture + " has no head that reads features");
    return classify(poolsFirst() ? pooler(features) : features, options);
}

void Bert::moveTo(const c10::Device& device) {
    for (nn::Parameter& parameter : m_parameters)
        parameter.value.set_data(parameter.value.to(device));
    m_encoder->fuseAgain();
    chooseGradient();
}

}

std::unique_ptr<Model> makeBert(ModelConfig config) {
    return std::make_unique<Bert>(std::move(config));
}

}
