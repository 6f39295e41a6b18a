// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/tuned_model.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

const std::filesystem::path kFixtures = ESPALIER_FIXTURES;
const auto kGoOn = [](std::int64_t) { return true; };

std::unique_ptr<TunedModel> tinyModel() {
    return TunedModel::load(kFixtures / "training" / "model", c10::Device(c10::kCPU)).value();
}

}

TEST(TunedModel, AnswersDoNotDependOnWhatElseIsAsked) {
    const auto model = tinyModel();
    std::vector<std::string> texts;
    for (int i = 0; i < 70; ++i) texts.push_back(std::string("the film was good ") + (i % 2 ? "and fun" : "") + (i % 5 ? " so" : ""));
    const auto together = model->answer(texts, {}, 2, Aggregation::Simple, kGoOn);
    for (const std::size_t i : {0u, 1u, 5u, 69u}) {
        const auto alone = model->answer({texts[i]}, {}, 1, Aggregation::Simple, kGoOn);
        for (std::size_t c = 0; c < 2; ++c) EXPECT_NEAR(together[i].scores[c], alone[0].scores[c], 1e-6);
    }
}

TEST(TunedModel, EvaluationCountsEveryRow) {
    const auto model = tinyModel();
    std::vector<std::int64_t> told;
    std::vector<Example> examples;
    for (int i = 0; i < 40; ++i) examples.push_back({i, "the film was good", "", i % 2 ? "positive" : "negative"});
    const auto evaluation = model->evaluate(examples, 1, [&](std::int64_t done) { told.push_back(done); return true; });
    EXPECT_EQ(evaluation.rows.size(), 40u);
    EXPECT_DOUBLE_EQ(evaluation.metrics.at("accuracy"), 0.5);
    EXPECT_EQ(told, (std::vector<std::int64_t> {0, 32, 40}));
}

TEST(TunedModel, StopsBetweenBatches) {
    const auto model = tinyModel();
    try {
        model->answer({"good"}, {}, 1, Aggregation::Simple, [](std::int64_t) { return false; });
        FAIL() << "it went on";
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().kind, ErrorKind::Interrupted);
    }
}

TEST(TunedModel, ABareBodyHasNoAnswers) {
    const auto result = TunedModel::load(kFixtures / "models" / "bert_body", c10::Device(c10::kCPU));
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("no head"), std::string::npos);
    EXPECT_FALSE(TunedModel::load(kFixtures / "nowhere", c10::Device(c10::kCPU)));
}

}
