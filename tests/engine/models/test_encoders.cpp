// SPDX-License-Identifier: GPL-3.0-or-later
// Every encoder class against tests/reference/models.py: outputs, and gradients of one step.
#include "tests/engine/models/fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>

namespace espalier::test {

namespace {

constexpr double kTolerance = 1e-4;

class Outputs : public testing::TestWithParam<std::string> { };
class Gradients : public testing::TestWithParam<std::tuple<std::string, bool>> { };

/// By the names of Transformers' fields.
std::vector<std::pair<std::string, at::Tensor>> named(const ModelOutput& output) {
    const bool preTraining = output.relationLogits.defined();
    return {{"last_hidden_state", output.lastHiddenState},
            {"pooler_output", output.poolerOutput},
            {"logits", preTraining ? at::Tensor() : output.logits},
            {"start_logits", output.startLogits},
            {"end_logits", output.endLogits},
            {"prediction_logits", preTraining ? output.logits : at::Tensor()},
            {"seq_relationship_logits", output.relationLogits}};
}

}

TEST_P(Outputs, EqualTransformers) {
    Fixture fixture(GetParam());
    EXPECT_TRUE(fixture.loaded.fresh.empty());
    EXPECT_TRUE(fixture.loaded.unused.empty());
    const at::NoGradGuard noGraph;
    ForwardOptions options;
    options.headOnly = false;
    std::size_t compared = 0;
    for (const auto& [field, all] : named(fixture.loaded.model->forward(fixture.batch, options))) {
        for (std::int64_t text = 0; text < fixture.texts(); ++text) {
            const std::string name = field + "." + std::to_string(text);
            if (field == "logits" && fixture.has("start_logits.0")) continue; // both columns in one, for training
            ASSERT_EQ(all.defined(), fixture.has(name)) << name;
            if (!all.defined()) continue;
            const std::int64_t begin = fixture.batch.offsets[text], length = fixture.batch.offsets[text + 1] - begin;
            const bool ofTokens = all.size(0) == fixture.batch.tokens();
            const at::Tensor ours = ofTokens ? all.narrow(0, begin, length) : all.select(0, text);
            EXPECT_LT(difference(ours, fixture.expected(name)), kTolerance) << name;
            ++compared;
        }
    }
    EXPECT_GE(compared, static_cast<std::size_t>(fixture.texts()));
}

INSTANTIATE_TEST_SUITE_P(All, Outputs, testing::ValuesIn(encoderFixtures("")),
                         [](const auto& test) { return test.param; });

TEST_P(Gradients, EqualTransformers) {
    const auto [name, headOnly] = GetParam();
    Fixture fixture(name);
    Model& model = *fixture.loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    ForwardOptions options;
    options.headOnly = headOnly;
    options.training = true;
    options.dropout = 0;
    const at::Tensor logits = model.forward(fixture.batch, options).logits;
    const at::Tensor loss = at::cross_entropy_loss(logits, fixture.expected("labels"));
    EXPECT_NEAR(loss.item<double>(), fixture.expected("loss").item<double>(), 1e-5);
    loss.backward();
    for (const nn::Parameter& parameter : model.parameters()) {
        const at::Tensor expected = fixture.expected("gradient." + parameter.name), ours = nn::denseGradient(parameter);
        ASSERT_TRUE(ours.defined()) << parameter.name;
        const double largest = expected.abs().max().item<double>();
        // Key biases have no gradient but rounding errors: softmax doesn't see what all scores of a query share.
        EXPECT_LT(difference(ours, expected), 1e-3 * std::max(largest, 1e-2)) << parameter.name;
    }
}

INSTANTIATE_TEST_SUITE_P(All, Gradients, testing::Combine(testing::ValuesIn(encoderFixtures("loss")), testing::Bool()),
                         [](const auto& test) {
                             return std::get<0>(test.param) + (std::get<1>(test.param) ? "_head_only" : "");
                         });

}
