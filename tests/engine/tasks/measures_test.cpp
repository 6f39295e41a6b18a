// SPDX-License-Identifier: GPL-3.0-or-later
// Regression and multilabel, their losses against tests/reference/task_metrics.py.
#include "engine/tasks/task.h"

#include "engine/base/json.h"

#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace espalier {
namespace {

const std::vector<std::string> kLabels {"anger", "joy", "shame"};

/// Mean loss of a task on the reference's logits and targets.
double lossOn(const Json& one) {
    const bool measure = one["problem_type"] == "regression";
    const auto count = one["labels"].get<std::size_t>();
    const auto task = makeTask(measure ? "regression" : "multilabel", {kLabels.begin(), kLabels.begin() + static_cast<long>(count)}).value();
    EXPECT_EQ(task->problemType(), one["problem_type"]);
    std::vector<TokenizedExample> rows;
    std::vector<float> logits;
    for (const Json& row : one["logits"])
        for (const Json& logit : row) logits.push_back(logit.get<float>());
    for (const Json& target : one["targets"]) {
        TokenizedExample row;
        if (measure) row.target = target.get<float>();
        else
            for (const Json& applies : target) row.labels.push_back(applies.get<float>() > 0);
        rows.push_back(row);
    }
    std::vector<std::int64_t> all(rows.size());
    std::iota(all.begin(), all.end(), 0);
    const auto tensor = at::tensor(logits).reshape({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(count)});
    return task->lossSum(tensor, task->targets(rows, all)).item<double>() / static_cast<double>(task->targetCount(rows, all));
}

}

TEST(Measures, LossesAreThoseOfTransformersProblemTypes) {
    const auto reference = readJsonFile(ESPALIER_FIXTURES "/task_metrics.json").value();
    ASSERT_EQ(reference["losses"].size(), 2u);
    for (const Json& one : reference["losses"]) EXPECT_NEAR(lossOn(one), one["loss"].get<double>(), 1e-5) << one["problem_type"];
}

TEST(Regression, ANumberIsTheTargetAndTheAnswer) {
    const auto task = makeTask("regression", {"stars"}).value();
    std::vector<TokenizedExample> rows(2);
    task->setTargets({{1, "a", "", "3.5"}, {2, "b", "", " -1 "}}, rows);
    EXPECT_FLOAT_EQ(rows[0].target, 3.5f);
    EXPECT_FLOAT_EQ(rows[1].target, -1);
    const auto results = task->results(task->scores(at::tensor({2.0, -1.0}).reshape({2, 1})), rows, {1, 0});
    EXPECT_FLOAT_EQ(results[0].target, -1);
    EXPECT_FLOAT_EQ(results[0].value, 2);
    const auto metrics = task->metrics(results);
    EXPECT_NEAR(metrics.at("mae"), (3 + 4.5) / 2, 1e-6);
    EXPECT_NEAR(metrics.at("spearman"), -1, 1e-12);
}

TEST(Regression, WhatItCantUseIsAnErrorThatSaysWhere) {
    const auto task = makeTask("regression", {"stars"}).value();
    std::vector<TokenizedExample> rows(1);
    for (const char* label : {"good", "", "nan", "3,5"}) {
        try {
            task->setTargets({{41, "a", "", label}}, rows);
            FAIL() << label << " was accepted";
        } catch (const Exception& exception) {
            EXPECT_EQ(exception.error().where, "line 41");
        }
    }
    EXPECT_FALSE(makeTask("regression", {}));
    EXPECT_FALSE(makeTask("regression", {"two", "outputs"}));
}

TEST(Multilabel, EachLabelIsADecisionOfItsOwn) {
    const auto task = makeTask("multilabel", kLabels).value();
    std::vector<TokenizedExample> rows(2);
    task->setTargets({{1, "a", "", "joy|shame"}, {2, "b", "", "[]"}}, rows);
    EXPECT_EQ(rows[0].labels, (std::vector<std::int32_t> {0, 1, 1}));
    EXPECT_EQ(rows[1].labels, (std::vector<std::int32_t> {0, 0, 0}));
    const auto results = task->results(task->scores(at::tensor({-1.0, 2.0, -2.0, -1.0, 0.0, -3.0}).reshape({2, 3})), rows, {0, 1});
    EXPECT_EQ(results[0].decisions[1].predicted, 1);
    EXPECT_EQ(results[0].decisions[2].predicted, 0);
    EXPECT_EQ(results[0].decisions[2].truth, 1);
    EXPECT_NEAR(results[0].decisions[1].score, 1 / (1 + std::exp(-2.0)), 1e-6);
    EXPECT_EQ(results[1].decisions[1].predicted, 0) << "one half is not above one half";
    const auto metrics = task->metrics(results);
    EXPECT_NEAR(metrics.at("f1_micro"), 2.0 / 3, 1e-12);
    EXPECT_NEAR(metrics.at("accuracy"), 0.5, 1e-12);
    EXPECT_NEAR(metrics.at("hamming"), 1.0 / 6, 1e-12);
}

TEST(Multilabel, WhatItCantUseIsAnErrorThatSaysWhere) {
    const auto task = makeTask("multilabel", kLabels).value();
    std::vector<TokenizedExample> rows(1);
    try {
        task->setTargets({{41, "a", "", "joy|envy"}}, rows);
        FAIL() << "an unknown label was accepted";
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().where, "line 41");
        EXPECT_NE(exception.error().message.find("envy"), std::string::npos);
        EXPECT_NE(exception.error().hint.find("anger, joy, shame"), std::string::npos);
    }
    EXPECT_THROW(task->setTargets({{1, "a", "", ""}}, rows), Exception);
    EXPECT_FALSE(makeTask("multilabel", {}));
    EXPECT_FALSE(makeTask("multilabel", {"twice", "twice"}));
}

}
