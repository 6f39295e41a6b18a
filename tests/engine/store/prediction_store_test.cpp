// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

namespace espalier {
namespace {

using namespace test;

using PredictionStoreTest = StoreTest;

TryRecord attempt(const std::string& text, const std::string& label) {
    TryRecord made;
    made.model = "run:1", made.modelTitle = "Reviews", made.text = text, made.label = label;
    made.score = 0.9, made.scores = {{"negative", 0.1}, {"positive", 0.9}};
    return made;
}

TEST_F(PredictionStoreTest, TriesAreKeptFoundCorrectedAndRemoved) {
    PredictionStore tries(*store);
    const std::int64_t first = tries.add(attempt("Was für ein ÄRGER", "negative"))->id;
    const std::int64_t second = tries.add(attempt("lovely", "positive"))->id;
    expectOk(tries.correct(first, "positive"));
    reopen();
    PredictionStore again(*store);
    auto all = again.search().value();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].id, second) << "newest first";
    EXPECT_EQ(all[1].correction, "positive");
    EXPECT_EQ(all[1].scores.at("positive"), 0.9);
    EXPECT_EQ(all[1].modelTitle, "Reviews");
    EXPECT_FALSE(all[1].createdAt.empty());
    EXPECT_EQ(again.search("ärger")->size(), 1u);
    EXPECT_EQ(again.search("POSITIVE")->size(), 1u) << "labels too";
    EXPECT_EQ(again.search("nothing like it")->size(), 0u);
    EXPECT_EQ(again.search({}, 1)->size(), 1u);
    expectOk(again.remove(first));
    EXPECT_EQ(again.remove(first).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(again.correct(first, "x").error().kind, ErrorKind::NotFound);
}

TEST_F(PredictionStoreTest, SettingsAreRemembered) {
    SettingStore settings(*store);
    EXPECT_EQ(*settings.get("theme", "system"), "system");
    expectOk(settings.set("theme", "dark"));
    expectOk(settings.set("theme", "light"));
    reopen();
    EXPECT_EQ(*SettingStore(*store).get("theme", "system"), "light");
}

}
}
