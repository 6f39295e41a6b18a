// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/models/fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/equal.h>

namespace espalier::test {

namespace {

ForwardOptions training(std::uint64_t seed, std::int64_t step, bool headOnly) {
    ForwardOptions options;
    options.training = true;
    options.dropout = 0.3;
    options.seed = seed;
    options.step = step;
    options.headOnly = headOnly;
    return options;
}

/// Every family's model with a head for whole texts.
class OfTexts : public testing::TestWithParam<const char*> { };

INSTANTIATE_TEST_SUITE_P(Encoders, OfTexts,
                         testing::Values("albert_groups", "albert_sequence", "bert_sequence", "deberta_own_projections",
                                         "deberta_sequence", "distilbert_sequence", "electra_sequence",
                                         "roberta_sequence"));

}

TEST_P(OfTexts, HeadOnlyIsExactDropoutIncluded) {
    Fixture fixture(GetParam());
    Model& model = *fixture.loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    std::vector<at::Tensor> logits;
    std::vector<std::vector<at::Tensor>> gradients;
    for (const bool headOnly : {true, false}) {
        logits.push_back(model.forward(fixture.batch, training(1, 2, headOnly)).logits);
        at::cross_entropy_loss(logits.back(), fixture.expected("labels")).backward();
        gradients.emplace_back();
        for (nn::Parameter& parameter : model.parameters()) {
            gradients.back().push_back(nn::denseGradient(parameter).clone());
            nn::clearGradient(parameter);
        }
    }
    EXPECT_LT(difference(logits[0].detach(), logits[1].detach()), 1e-5);
    for (std::size_t i = 0; i < gradients[0].size(); ++i)
        EXPECT_LT(difference(gradients[0][i], gradients[1][i]), 1e-4) << model.parameters()[i].name;
}

TEST(Dropout, IsAFunctionOfSeedAndStep) {
    Fixture fixture("bert_sequence");
    Model& model = *fixture.loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    const auto logits = [&](std::uint64_t seed, std::int64_t step) {
        return model.forward(fixture.batch, training(seed, step, true)).logits.detach();
    };
    EXPECT_TRUE(at::equal(logits(1, 1), logits(1, 1)));
    EXPECT_FALSE(at::equal(logits(1, 1), logits(1, 2)));
    EXPECT_FALSE(at::equal(logits(1, 1), logits(2, 1)));
    ForwardOptions off = training(1, 1, true);
    off.dropout = 0;
    EXPECT_TRUE(at::equal(model.forward(fixture.batch, off).logits, model.forward(fixture.batch, {}).logits));
}

TEST_P(OfTexts, FeaturesAreWhatTheHeadReads) {
    for (const std::string pooling : {"cls", "mean"}) {
        Fixture fixture(GetParam(), {"", {}, pooling, "", 1});
        Model& model = *fixture.loaded.model;
        const at::Tensor features = model.features(fixture.batch);
        EXPECT_FALSE(features.requires_grad());
        EXPECT_EQ(features.sizes(), at::IntArrayRef({fixture.texts(), model.config().hiddenSize}));
        const at::NoGradGuard noGraph;
        EXPECT_LT(difference(model.headForward(features, {}), model.forward(fixture.batch, {}).logits), 1e-6)
            << pooling;
        // Mean or first of the states themselves.
        ForwardOptions options;
        options.headOnly = false;
        const at::Tensor states = model.forward(fixture.batch, options).lastHiddenState;
        const std::int64_t begin = fixture.batch.offsets[2], length = fixture.batch.offsets[3] - begin;
        const at::Tensor own = states.narrow(0, begin, length),
                         expected = pooling == "cls" ? own.select(0, 0) : own.mean(0);
        EXPECT_LT(difference(features.select(0, 2), expected), 1e-5) << pooling;
    }
}

TEST(Features, OfEveryTokenServeAHeadOfTokens) {
    Fixture fixture("bert_tokens");
    Model& model = *fixture.loaded.model;
    const at::Tensor features = model.features(fixture.batch);
    EXPECT_EQ(features.size(0), fixture.batch.tokens());
    EXPECT_LT(difference(model.headForward(features, {}), model.forward(fixture.batch, {}).logits), 1e-6);
}

TEST(Features, OfAnswersAreEveryTokens) {
    Fixture fixture("bert_question");
    Model& model = *fixture.loaded.model;
    const at::NoGradGuard noGraph;
    const at::Tensor features = model.features(fixture.batch);
    EXPECT_EQ(features.size(0), fixture.batch.tokens());
    EXPECT_LT(difference(model.headForward(features, {}), model.forward(fixture.batch, {}).logits), 1e-5);
}

TEST_P(OfTexts, NothingBelowTheLowestLearningLayerIsRecordedOrDropped) {
    Fixture fixture(GetParam());
    Model& model = *fixture.loaded.model;
    // Only the head learns: its dropout is all there is, so without it the logits are those of inference.
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(parameter.isHead);
    const at::Tensor logits = model.forward(fixture.batch, training(1, 1, true)).logits;
    const at::Tensor features = model.features(fixture.batch);
    EXPECT_TRUE(at::equal(logits, model.headForward(features, training(1, 1, true))));
    at::cross_entropy_loss(logits, fixture.expected("labels")).backward();
    for (const nn::Parameter& parameter : model.parameters())
        EXPECT_EQ(nn::denseGradient(parameter).defined(), parameter.isHead) << parameter.name;
    // The upper layer and the head learn.
    for (nn::Parameter& parameter : model.parameters()) {
        nn::clearGradient(parameter);
        parameter.value.requires_grad_(parameter.depth >= 2);
    }
    at::cross_entropy_loss(model.forward(fixture.batch, training(1, 1, true)).logits, fixture.expected("labels"))
        .backward();
    for (const nn::Parameter& parameter : model.parameters())
        EXPECT_EQ(nn::denseGradient(parameter).defined(), parameter.depth >= 2) << parameter.name;
}

TEST(Depth, RisesFromEmbeddingsToHead) {
    Fixture fixture("bert_sequence");
    for (const nn::Parameter& parameter : fixture.loaded.model->parameters()) {
        const bool head = parameter.name.starts_with("classifier") || parameter.name.starts_with("bert.pooler");
        const int expected = head                                  ? 3
            : parameter.name.find("layer.1.") != std::string::npos ? 2
            : parameter.name.find("layer.0.") != std::string::npos ? 1
                                                                   : 0;
        EXPECT_EQ(parameter.depth, expected) << parameter.name;
        EXPECT_EQ(parameter.isHead, head) << parameter.name;
        EXPECT_EQ(parameter.decays,
                  !parameter.name.ends_with("bias") && parameter.name.find("LayerNorm") == std::string::npos)
            << parameter.name;
    }
}

TEST(Fused, WritingAParameterIsSeenByTheLayers) {
    Fixture fixture("bert_sequence");
    Model& model = *fixture.loaded.model;
    const at::NoGradGuard noGraph;
    const at::Tensor before = model.forward(fixture.batch, {}).logits;
    for (nn::Parameter& parameter : model.parameters())
        if (parameter.name == "bert.encoder.layer.0.attention.self.key.weight") parameter.value.mul_(2);
    const at::Tensor after = model.forward(fixture.batch, {}).logits;
    EXPECT_GT(difference(before, after), 1e-3);
    model.moveTo(at::kCPU);
    EXPECT_TRUE(at::equal(model.forward(fixture.batch, {}).logits, after));
    for (nn::Parameter& parameter : model.parameters())
        if (parameter.name == "bert.encoder.layer.0.attention.self.key.weight") parameter.value.mul_(0.5);
    EXPECT_TRUE(at::equal(model.forward(fixture.batch, {}).logits, before));
}

}
