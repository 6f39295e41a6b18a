// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/data/findings.h"
#include "engine/data/text_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

using namespace espalier;

namespace {

std::vector<std::int64_t> leadersOf(const std::vector<std::string>& texts) {
    std::vector<Example> examples;
    for (const auto& text : texts)
        examples.push_back({0, text, "", ""});
    return nearTextLeaders(examples, std::vector<bool>(texts.size(), true));
}

std::string words(Random& random, int count, int vocabulary) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (i ? " w" : "w") + std::to_string(random.below(static_cast<std::uint64_t>(vocabulary)));
    return text;
}

TEST(NearDuplicates, PunctuationAndCaseDoNotCount) {
    EXPECT_EQ(leadersOf({"An unforgettable, moving picture", "an unforgettable moving picture.",
                         "An unforgettable moving film"}),
              (std::vector<std::int64_t> {0, 0, 2}));
}

TEST(NearDuplicates, TheShareOfShinglesDecides) {
    Random random(7);
    const std::string text = words(random, 60, 1000000); // 58 shingles
    // One word more at the end: 58 of 59 shared; one changed amid: 55 of 61 (0.902); two changed apart: 52 of 64
    // (0.81).
    std::string one = text, two;
    const auto middle = one.find(' ', one.size() / 2);
    one.insert(middle + 1, "x");
    two = one;
    two.insert(two.find(' ', two.size() / 4) + 1, "y");
    EXPECT_EQ(leadersOf({text, text + " more"}), (std::vector<std::int64_t> {0, 0}));
    EXPECT_EQ(leadersOf({text, one}), (std::vector<std::int64_t> {0, 0}));
    EXPECT_EQ(leadersOf({text, two}), (std::vector<std::int64_t> {0, 1}));
}

TEST(NearDuplicates, ScriptsWithoutSpacesAreCutIntoCharacters) {
    const std::string text = "这部电影非常好看我们全家都很喜欢它的故事和演员表现以及音乐摄影";
    EXPECT_EQ(leadersOf({text, text + "！"}), (std::vector<std::int64_t> {0, 0}));
    EXPECT_EQ(leadersOf({text, "完全不同的一句话，没有人会喜欢"}), (std::vector<std::int64_t> {0, 1}));
}

TEST(NearDuplicates, KeptTextsDoNotChain) {
    // Each is close to its neighbour only: the third is near the second, which went already, not near the first, which
    // stays.
    Random random(3);
    const std::string text = words(random, 60, 1000000);
    std::string second = text, third;
    second.insert(second.find(' ', second.size() / 2) + 1, "x");
    third = second;
    third.insert(third.find(' ', third.size() / 4) + 1, "y");
    EXPECT_EQ(leadersOf({text, second, third}), (std::vector<std::int64_t> {0, 0, 2}));
}

TEST(NearDuplicates, TextsWithoutWordsOrNotAskedForStayAlone) {
    EXPECT_EQ(leadersOf({"!!!", "???", "😀", ""}), (std::vector<std::int64_t> {0, 1, 2, 3}));
    const std::vector<Example> examples = {{0, "same words here", "", ""}, {0, "same words here!", "", ""}};
    EXPECT_EQ(nearTextLeaders(examples, {true, false}), (std::vector<std::int64_t> {0, 1}));
}

TEST(NearDuplicates, AgreesWithComparingAllPairs) {
    // 600 texts in families that share much: MinHash must miss next to none of what all pairs find.
    Random random(11);
    std::vector<std::string> texts;
    for (int family = 0; family < 60; ++family) {
        const std::string base = words(random, 80, 100000);
        for (int i = 0; i < 10; ++i)
            texts.push_back(base + " " + words(random, i, 100000));
    }
    const auto leaders = leadersOf(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        // 78 shared shingles of 78 + i % 10: nearest kept ones are at most 8 shingles apart (78/86 = 0.907, 78/87 =
        // 0.897).
        const auto family = static_cast<std::int64_t>(i / 10 * 10);
        EXPECT_EQ(leaders[i], i % 10 == 9 ? static_cast<std::int64_t>(i) : family) << i;
    }
}

TEST(NearDuplicates, TwoHundredThousandRows) {
    Random random(5);
    std::vector<Example> examples;
    std::set<std::int64_t> planted;
    for (std::int64_t i = 0; i < 200000; ++i) {
        std::string text;
        if (i % 50 == 49) { // every 50th repeats an earlier one with a word more
            text = examples[static_cast<std::size_t>(i - 1 - static_cast<std::int64_t>(random.below(40)))].text
                + " indeed";
            planted.insert(i);
        } else if (i % 50 == 7) { // a template that thousands share, each with its own number
            text = "your parcel number w" + std::to_string(i) + " will be with you between eight and ten";
        } else {
            text = words(random, 20, 30000);
        }
        examples.push_back({i, std::move(text), "", i % 2 ? "a" : "b"});
    }
    const auto start = std::chrono::steady_clock::now();
    const auto findings = findProblems(examples);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    RecordProperty("seconds", std::to_string(seconds));
    std::cout << "findProblems on 200,000 rows: " << seconds << " s\n";
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [](const auto& f) { return f.kind == FindingKind::NearDuplicate; });
    ASSERT_NE(found, findings.end());
    std::size_t recalled = 0;
    for (const auto row : planted)
        recalled += std::binary_search(found->cureRows.begin(), found->cureRows.end(), row);
    // 18 of 19 shingles shared (0.947) unless the repeated text is itself of the template or a planted one.
    EXPECT_GE(recalled, planted.size() * 95 / 100);
    EXPECT_LE(found->cureRows.size(), planted.size());
    EXPECT_LT(seconds, 60);
}

}
