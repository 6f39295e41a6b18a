// SPDX-License-Identifier: GPL-3.0-or-later
// Generation by a model that a strategy put something into: token by token with a cache must be what the whole sequence
// at once is, whose logits are compared with PEFT's elsewhere.
#include "engine/models/decoding.h"
#include "tests/engine/strategies/strategy_support.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

using Ids = std::vector<std::int32_t>;

class TunedGeneration : public ::testing::TestWithParam<std::string> {
protected:
    std::unique_ptr<Model> tuned(const Recipe& recipe) const {
        at::set_num_threads(1);
        auto model
            = loadModel(std::filesystem::path(ESPALIER_FIXTURES) / "models" / (GetParam() + "_language")).value().model;
        makeStrategy(recipe).value()->prepare(*model, recipe);
        shake(*model);
        return model;
    }
    bool encodes() const { return GetParam() == "t5"; }
    DecodingPrompt prompt(const Ids& ids) const {
        return encodes() ? DecodingPrompt {{7, 9, 20, 1}, ids} : DecodingPrompt {ids};
    }

    /// Logits behind the last of the tokens, without a cache.
    at::Tensor whole(Model& model, const Ids& ids) const {
        const at::NoGradGuard noGraph;
        PackedBatch batch = packTokens({ids}, {0}, c10::kCPU);
        if (encodes()) {
            const auto decoder = std::make_shared<const PackedBatch>(batch);
            batch = packTokens({{7, 9, 20, 1}}, {0}, c10::kCPU);
            batch.decoder = decoder;
        }
        return model.forward(batch, {}).logits[static_cast<std::int64_t>(ids.size()) - 1];
    }
};

const std::vector<Recipe>& recipes() {
    static const std::vector<Recipe> all {recipeOf("lora"), recipeOf("adapter", {{"reduction", 2}}),
                                          recipeOf("prompt", {{"tokens", 3}}), recipeOf("prefix", {{"tokens", 3}}),
                                          recipeOf("prefix", {{"tokens", 2}, {"projection", 1}})};
    return all;
}

void expectNear(const at::Tensor& a, const at::Tensor& b) {
    EXPECT_LT((a - b).abs().max().item<double>(), 1e-4);
}

TEST_P(TunedGeneration, IsWhatTheWholeSequenceGives) {
    for (const Recipe& recipe : recipes()) {
        SCOPED_TRACE(recipe.strategy.kind);
        const auto model = tuned(recipe);
        const auto decoding = model->decoding();
        Ids a {5, 8, 11}, b {30};
        at::Tensor logits = decoding->start({prompt(a), prompt(b)});
        for (const std::int32_t next : {4, 12, 40}) {
            expectNear(logits[0], whole(*model, a));
            expectNear(logits[1], whole(*model, b));
            logits = decoding->next({next, next + 1});
            a.push_back(next);
            b.push_back(next + 1);
        }
        decoding->reorder({1, 1, 0}); // as beams do
        logits = decoding->next({6, 7, 8});
        b.push_back(7);
        a.push_back(8);
        expectNear(logits[1], whole(*model, b));
        expectNear(logits[2], whole(*model, a));
    }
}

TEST_P(TunedGeneration, BeginsAnewWithEveryPrompt) {
    const auto model = tuned(recipeOf("prefix", {{"tokens", 3}}));
    const auto decoding = model->decoding();
    const at::Tensor first = decoding->start({prompt({5, 8})}).clone();
    decoding->next({9});
    EXPECT_TRUE(decoding->start({prompt({5, 8})}).equal(first));
}

INSTANTIATE_TEST_SUITE_P(Families, TunedGeneration, ::testing::Values("gpt2", "llama", "t5"),
                         [](const auto& one) { return one.param; });

}
}
