// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/questions.py: SQuAD's official script, version 2.0.
#include "engine/evaluation/answer_match.h"

#include "engine/base/json.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const Json& reference() {
    static const Json json = readJsonFile(ESPALIER_FIXTURES "/questions/expected.json").value();
    return json;
}

JudgedAnswer answerOf(const Json& one) {
    return {one.at("predicted"), one.at("right").get<std::vector<std::string>>()};
}

void expectMetrics(const Metrics& found, const Json& expected) {
    EXPECT_EQ(found.size(), expected.size());
    for (const auto& [name, value] : expected.items()) {
        ASSERT_TRUE(found.contains(name)) << name;
        EXPECT_NEAR(found.at(name), value.get<double>(), 1e-12) << name;
    }
}

TEST(AnswerMatch, EachAnswerIsJudgedAsTheOfficialScriptDoes) {
    ASSERT_GT(reference().at("judged").size(), 10u);
    for (const Json& one : reference().at("judged")) {
        SCOPED_TRACE(one.dump());
        EXPECT_EQ(normalizedAnswer(one.at("predicted")), one.at("normalized").get<std::string>());
        expectMetrics(answerMetrics({answerOf(one)}), one.at("metrics"));
    }
}

TEST(AnswerMatch, QuestionsWithoutAnswerAreCountedApart) {
    std::vector<JudgedAnswer> all, answerable;
    for (const Json& one : reference().at("judged")) {
        all.push_back(answerOf(one));
        if (!one.at("right").empty()) answerable.push_back(answerOf(one));
    }
    expectMetrics(answerMetrics(all), reference().at("judged_all"));
    expectMetrics(answerMetrics(answerable), reference().at("judged_answerable"));
}

}
}
