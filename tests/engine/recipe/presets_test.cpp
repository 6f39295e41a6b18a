// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/presets.h"

#include <gtest/gtest.h>

namespace espalier {

TEST(Presets, AreSoundAndSayWhereTheyAreFrom) {
    for (const Preset& preset : presets()) {
        Recipe recipe;
        recipe.model = "m";
        recipe.data.train = "d";
        ASSERT_TRUE(applyPreset(recipe, preset.name));
        EXPECT_TRUE(validate(recipe).empty()) << preset.name;
        EXPECT_FALSE(preset.title.empty() || preset.explanation.empty() || preset.paper.empty());
    }
}

TEST(Presets, UlmfitIsGradualDiscriminativeAndSlanted) {
    Recipe recipe;
    recipe.strategy = {"lora", {{"rank", 4}}, {}};
    ASSERT_TRUE(applyPreset(recipe, "ulmfit"));
    EXPECT_EQ(recipe.strategy.kind, "gradual");
    EXPECT_EQ(recipe.strategy.settings.count("rank"), 0u);
    EXPECT_NEAR(recipe.strategy.settings.at("decay"), 0.3846, 1e-4);
    EXPECT_EQ(recipe.training.schedule, "slanted");
}

TEST(Presets, AnUnknownOneIsAnErrorThatListsThem) {
    Recipe recipe;
    const auto status = applyPreset(recipe, "magic");
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().hint.find("ulmfit"), std::string::npos);
}

}
