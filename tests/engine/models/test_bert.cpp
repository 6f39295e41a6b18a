// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"
#include "tests/engine/models/fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>

namespace espalier::test {

namespace {

constexpr double kTolerance = 1e-4;

}

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
