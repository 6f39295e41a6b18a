// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/named_adapters.h"

#include "engine/strategies/tuned_folder.h"
#include "tests/engine/strategies/strategy_support.h"

#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

/// A run's folder; `size`: how far what learnt is from where it began.
void makeRun(const std::filesystem::path& folder, const Recipe& recipe, double size) {
    const auto model = tinyModel();
    const auto strategy = makeStrategy(recipe).value();
    strategy->prepare(*model, recipe);
    shake(*model, size);
    saveTuned(*model, *strategy, recipe, "the-base", folder);
}

struct Kind {
    std::string name;
    Recipe recipe;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all {{"lora", recipeOf("lora", {{"rank", 4}})},
                                        {"dora", recipeOf("lora", {{"dora", 1}})},
                                        {"ia3", recipeOf("ia3")},
                                        {"adapter", recipeOf("adapter", {{"reduction", 4}})},
                                        {"prompt", recipeOf("prompt", {{"tokens", 3}})},
                                        {"prefix", recipeOf("prefix", {{"tokens", 3}})}};
    return all;
}

}

TEST(NamedAdapters, GiveWhatEachGivesAloneHoweverOftenTheyAreSwitched) {
    const TemporaryFolder folder;
    const auto model = tinyModel();
    const std::string base = weightsHash(*model);
    const at::Tensor bare = someLogits(*model);
    std::map<std::string, at::Tensor> alone;
    {
        NamedAdapters adapters(*model);
        double size = 0.05;
        for (const Kind& kind : kinds()) {
            makeRun(folder / kind.name, kind.recipe, size += 0.01);
            alone[kind.name] = someLogits(*loadTuned(folder / kind.name).value().model);
            adapters.attach(kind.name, folder / kind.name);
            EXPECT_EQ(adapters.active(), kind.name);
            EXPECT_TRUE(someLogits(*model).equal(alone[kind.name])) << kind.name;
        }
        EXPECT_EQ(adapters.names().size(), kinds().size());
        for (const char* name :
             {"lora", "prefix", "lora", "dora", "ia3", "adapter", "prompt", "ia3", "adapter", "lora"}) {
            adapters.activate(name);
            EXPECT_TRUE(someLogits(*model).equal(alone[name])) << name;
        }
        adapters.activate("");
        EXPECT_TRUE(someLogits(*model).equal(bare));
        EXPECT_EQ(weightsHash(*model), base);
        adapters.activate("dora");
    }
    EXPECT_EQ(weightsHash(*model), base); // it leaves the base as it was
}

TEST(NamedAdapters, TakeAFolderThatIsNothingButAnAdapter) {
    const TemporaryFolder folder;
    makeRun(folder / "run", recipeOf("lora"), 0.1);
    const auto model = tinyModel();
    NamedAdapters adapters(*model);
    adapters.attach("a", folder / "run" / "adapter");
    EXPECT_TRUE(someLogits(*model).equal(someLogits(*loadTuned(folder / "run").value().model)));
}

TEST(NamedAdapters, ThatCantBeUsedLeaveTheBase) {
    const TemporaryFolder folder;
    makeRun(folder / "full", recipeOf("full"), 0.1);
    makeRun(folder / "lora", recipeOf("lora"), 0.1);
    const auto model = tinyModel();
    const std::string base = weightsHash(*model);
    NamedAdapters adapters(*model);
    EXPECT_THROW(adapters.attach("full", folder / "full"), Exception); // its weights are its own
    EXPECT_THROW(adapters.attach("", folder / "lora"), Exception);
    EXPECT_THROW(adapters.activate("lora"), Exception);
    EXPECT_EQ(weightsHash(*model), base);
    adapters.attach("lora", folder / "lora");
    EXPECT_THROW(adapters.attach("lora", folder / "lora"), Exception);
    EXPECT_EQ(adapters.active(), "lora");
    std::filesystem::remove_all(folder / "lora");
    adapters.activate("");
    EXPECT_THROW(adapters.activate("lora"), Exception);
    EXPECT_TRUE(adapters.active().empty());
    EXPECT_EQ(weightsHash(*model), base);
}

}
