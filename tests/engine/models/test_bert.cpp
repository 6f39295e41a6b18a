// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"
#include "tests/engine/models/fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/stack.h>

namespace espalier::test {

namespace {

constexpr double kTolerance = 1e-4;

void learnEverything(Model& model) {
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
}

class Outputs : public testing::TestWithParam<const char*> { };

}

TEST_P(Outputs, EqualTransformers) {
    Fixture fixture(GetParam());
    EXPECT_TRUE(fixture.loaded.fresh.empty());
    const at::NoGradGuard noGraph;
    ForwardOptions options;
    options.headOnly = false;
    const ModelOutput output = fixture.loaded.model->forward(fixture.batch, options);
    int compared = 0;
    for (std::int64_t text = 0; text < fixture.texts(); ++text) {
        const std::int64_t begin = fixture.batch.offsets[text], length = fixture.batch.offsets[text + 1] - begin;
        const auto compare = [&](const std::string& field, const at::Tensor& all) {
            const std::string name = field + "." + std::to_string(text);
            ASSERT_EQ(all.defined(), fixture.has(name)) << name;
            if (!all.defined()) return;
            const at::Tensor expected = fixture.expected(name);
            const at::Tensor ours = expected.dim() == 2 ? all.narrow(0, begin, length) : all.select(0, text);
            EXPECT_LT(difference(ours, expected), kTolerance) << name;
            ++compared;
        };
        compare("last_hidden_state", output.lastHiddenState);
        compare("pooler_output", output.poolerOutput);
        compare("logits", output.logits);
    }
    EXPECT_EQ(compared, 2 * fixture.texts());
}

INSTANTIATE_TEST_SUITE_P(Bert, Outputs,
                         testing::Values("bert_body", "bert_sequence", "bert_wide_heads", "bert_tokens",
                                         "bert_masked"));

class Gradients : public testing::TestWithParam<std::tuple<const char*, bool>> { };

TEST_P(Gradients, EqualTransformers) {
    const auto [name, headOnly] = GetParam();
    Fixture fixture(name);
    Model& model = *fixture.loaded.model;
    learnEverything(model);
    ForwardOptions options;
    options.headOnly = headOnly;
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

INSTANTIATE_TEST_SUITE_P(Bert, Gradients,
                         testing::Combine(testing::Values("bert_sequence", "bert_wide_heads"), testing::Bool()));

TEST(MiniLm, EqualsTransformers) {
    const std::filesystem::path folder
        = std::filesystem::path(ESPALIER_SOURCE_DIR) / ".deps/samples/models/all-MiniLM-L6-v2";
    if (!std::filesystem::exists(folder / "model.safetensors"))
        GTEST_SKIP() << "the starter model is not there; run.sh fetches it";
    LoadedModel loaded = loadModel(folder).value();
    EXPECT_TRUE(loaded.fresh.empty());
    EXPECT_TRUE(loaded.unused.empty());
    EXPECT_EQ(loaded.model->parameterCount(), 22713216);
    const Json texts = readJsonFile(fixtureFolder("minilm.json")).value();
    std::vector<std::vector<std::int32_t>> ids;
    for (const Json& text : texts)
        ids.push_back(text["ids"].get<std::vector<std::int32_t>>());
    const PackedBatch batch = toPackedBatch(packIds(ids), at::kCPU);
    const at::NoGradGuard noGraph;
    ForwardOptions options;
    options.headOnly = false;
    const ModelOutput output = loaded.model->forward(batch, options);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const at::Tensor hidden
            = output.lastHiddenState.narrow(0, batch.offsets[i], batch.offsets[i + 1] - batch.offsets[i]);
        const auto compare = [&](const at::Tensor& ours, const char* field) {
            auto values = texts[i][field].get<std::vector<float>>();
            EXPECT_LT(
                difference(ours, at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat)),
                kTolerance)
                << field << " of text " << i;
        };
        compare(hidden.select(0, 0).narrow(0, 0, 8), "first");
        compare(hidden.select(0, -1).narrow(0, -8, 8), "last");
        compare(output.poolerOutput.select(0, static_cast<std::int64_t>(i)), "pooled");
        const double elements = static_cast<double>(hidden.numel());
        EXPECT_NEAR(hidden.to(at::kDouble).sum().item<double>(), texts[i]["hidden_sum"].get<double>(), 1e-5 * elements);
        EXPECT_NEAR(hidden.to(at::kDouble).abs().sum().item<double>(), texts[i]["hidden_absolute_sum"].get<double>(),
                    1e-5 * elements);
    }
}

}
