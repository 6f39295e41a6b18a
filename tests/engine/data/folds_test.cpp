// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/folds.h"

#include <gtest/gtest.h>

#include <map>

namespace espalier {
namespace {

std::vector<Example> rows(int count) {
    std::vector<Example> examples;
    for (int i = 0; i < count; ++i)
        examples.push_back({i + 1, "text " + std::to_string(i), "", i % 4 == 0 ? "rare" : "usual"});
    return examples;
}

TEST(Folds, PartsAreEqualAndLabelsSharedOut) {
    const auto folds = foldsOf(rows(103), 5, 7, true).value();
    std::map<std::int64_t, int> all, rare;
    for (std::size_t i = 0; i < folds.size(); ++i) {
        ++all[folds[i]];
        rare[folds[i]] += i % 4 == 0;
    }
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(all.begin()->first, 1);
    EXPECT_EQ(all.rbegin()->first, 5);
    for (const auto& [fold, count] : all) {
        EXPECT_GE(count, 20);
        EXPECT_LE(count, 21);
        EXPECT_GE(rare[fold], 5) << "26 of 103";
        EXPECT_LE(rare[fold], 6);
    }
}

TEST(Folds, EqualTextsStayTogetherAndTheSeedDecides) {
    auto examples = rows(40);
    examples[17].text = examples[31].text = " TEXT  3 ";
    const auto folds = foldsOf(examples, 4, 1, false).value();
    EXPECT_EQ(folds[3], folds[17]);
    EXPECT_EQ(folds[3], folds[31]);
    EXPECT_EQ(folds, foldsOf(examples, 4, 1, false).value());
    EXPECT_NE(folds, foldsOf(examples, 4, 2, false).value());
}

TEST(Folds, AnEmptyPartIsAnError) {
    EXPECT_FALSE(foldsOf(rows(3), 4, 0, true));
    EXPECT_FALSE(foldsOf(rows(30), 1, 0, true));
    EXPECT_TRUE(foldsOf(rows(4), 4, 0, false));
}

}
}
