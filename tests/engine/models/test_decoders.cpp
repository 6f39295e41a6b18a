// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2, Llama and T5 against Transformers (tests/reference/decoders.py).
#include "tests/engine/models/decoder_fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>

namespace espalier::test {

namespace {

constexpr double kTolerance = 1e-4;

class DecoderOutputs : public testing::TestWithParam<const char*> { };

/// Rows of one text of what a forward pass returns, as Transformers returns them for the text alone.
at::Tensor rowsOf(const at::Tensor& all, const at::Tensor& expected, const std::vector<std::int32_t>& offsets,
                  std::int64_t text) {
    const auto index = static_cast<std::size_t>(text);
    return expected.dim() == 2 ? all.narrow(0, offsets[index], offsets[index + 1] - offsets[index])
                               : all.select(0, text);
}

}

TEST_P(DecoderOutputs, EqualTransformers) {
    DecoderFixture fixture(GetParam());
    EXPECT_TRUE(fixture.loaded.fresh.empty());
    EXPECT_TRUE(fixture.loaded.unused.empty());
    const at::NoGradGuard noGraph;
    ForwardOptions options;
    options.headOnly = false;
    const ModelOutput output = fixture.loaded.model->forward(fixture.batch, options);
    const PackedBatch& decoder = fixture.batch.decoder ? *fixture.batch.decoder : fixture.batch;
    int compared = 0;
    for (std::int64_t text = 0; text < fixture.texts(); ++text) {
        const auto compare = [&](const std::string& field, const at::Tensor& all, const PackedBatch& batch) {
            const std::string name = field + "." + std::to_string(text);
            if (!fixture.has(name)) return;
            ASSERT_TRUE(all.defined()) << name;
            const at::Tensor expected = fixture.expected(name);
            EXPECT_LT(difference(rowsOf(all, expected, batch.offsets, text), expected), kTolerance) << name;
            ++compared;
        };
        compare("last_hidden_state", output.lastHiddenState, decoder);
        compare("encoder_last_hidden_state", output.encoderLastHiddenState, fixture.batch);
        compare("logits", output.logits, decoder);
    }
    EXPECT_GE(compared, fixture.texts());
}

INSTANTIATE_TEST_SUITE_P(Gpt2, DecoderOutputs,
                         testing::Values("gpt2_body", "gpt2_language", "gpt2_sequence", "gpt2_tokens"));
INSTANTIATE_TEST_SUITE_P(Llama, DecoderOutputs,
                         testing::Values("llama_body", "llama_language", "llama_biases", "llama_sequence",
                                         "llama_tokens", "llama_linear", "llama_dynamic", "llama_yarn",
                                         "llama_yarn_exact", "llama_llama3"));
INSTANTIATE_TEST_SUITE_P(T5, DecoderOutputs,
                         testing::Values("t5_body", "t5_language", "t5_gated", "t5_encoder", "t5_sequence"));

class DecoderGradients : public testing::TestWithParam<const char*> { };

TEST_P(DecoderGradients, EqualTransformers) {
    DecoderFixture fixture(GetParam());
    Model& model = *fixture.loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    const at::Tensor logits = model.forward(fixture.batch, {}).logits;
    const at::Tensor loss = at::cross_entropy_loss(logits, fixture.expected("labels"));
    EXPECT_NEAR(loss.item<double>(), fixture.expected("loss").item<double>(), 1e-5);
    loss.backward();
    for (const nn::Parameter& parameter : model.parameters()) {
        const at::Tensor expected = fixture.expected("gradient." + parameter.name), ours = nn::denseGradient(parameter);
        ASSERT_TRUE(ours.defined()) << parameter.name;
        const double largest = expected.abs().max().item<double>();
        EXPECT_LT(difference(ours, expected), 1e-3 * std::max(largest, 1e-2)) << parameter.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Heads, DecoderGradients,
                         testing::Values("gpt2_language", "gpt2_sequence", "llama_language", "llama_biases",
                                         "llama_sequence", "t5_language", "t5_gated", "t5_sequence"));

class DecoderFeatures : public testing::TestWithParam<const char*> { };

/// What the frozen strategy relies on.
TEST_P(DecoderFeatures, AndHeadMakeTheSameLogits) {
    DecoderFixture fixture(GetParam());
    Model& model = *fixture.loaded.model;
    const at::NoGradGuard noGraph;
    const at::Tensor features = model.features(fixture.batch);
    EXPECT_EQ(features.size(0), fixture.texts());
    EXPECT_LT(difference(model.headForward(features, {}), model.forward(fixture.batch, {}).logits), 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Sequence, DecoderFeatures, testing::Values("gpt2_sequence", "llama_sequence", "t5_sequence"));

class DecoderDropout : public testing::TestWithParam<const char*> { };

TEST_P(DecoderDropout, IsAFunctionOfSeedAndStep) {
    DecoderFixture fixture(GetParam());
    Model& model = *fixture.loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    const auto logits = [&](std::uint64_t seed, std::int64_t step, bool training) {
        ForwardOptions options;
        options.training = training;
        options.dropout = 0.2;
        options.seed = seed;
        options.step = step;
        return model.forward(fixture.batch, options).logits.detach();
    };
    EXPECT_EQ(difference(logits(1, 1, true), logits(1, 1, true)), 0);
    EXPECT_GT(difference(logits(1, 1, true), logits(1, 2, true)), 1e-3);
    EXPECT_GT(difference(logits(1, 1, true), logits(2, 1, true)), 1e-3);
    EXPECT_GT(difference(logits(1, 1, true), logits(1, 1, false)), 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Language, DecoderDropout, testing::Values("gpt2_language", "llama_language", "t5_language"));

}
