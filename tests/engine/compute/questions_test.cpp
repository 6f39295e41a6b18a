// SPDX-License-Identifier: GPL-3.0-or-later
// Question answering from a SQuAD file to a folder that answers.
#include "engine/base/json.h"
#include "engine/compute/local_compute.h"
#include "engine/data/answer_cells.h"
#include "engine/data/reader.h"
#include "tests/engine/compute/job_support.h"

#include <gtest/gtest.h>

namespace espalier::test {
namespace {

std::vector<Example> questions() {
    auto read = readTable(std::filesystem::path(ESPALIER_FIXTURES) / "questions" / "squad.json").value();
    return toAnswerExamples(read.table, guessMapping(read.table), read.table.badLines).value();
}

TrainJob questionJob(const TemporaryFolder& folder) {
    TrainJob job = tinyJob(folder);
    job.recipe.task = "qa";
    job.recipe.training = {.epochs = 6, .batchSize = 8, .learningRate = 5e-3, .maxLength = 64, .earlyStoppingMetric = "f1", .seed = 3};
    job.modelFolder = std::filesystem::path(ESPALIER_FIXTURES) / "answers" / "bert_question";
    job.train = job.validation = job.test = questions();
    job.labels.clear();
    return job;
}

TEST(QuestionJob, LearnsAndLeavesAFolderThatAnswers) {
    const TemporaryFolder folder;
    const TrainJob job = questionJob(folder);
    std::vector<double> losses;
    const auto outcome = localCompute().train(job, {}, [&](const RunEvent& event) {
        if (const auto* one = std::get_if<EvaluationEvent>(&event); one && one->split == "validation") losses.push_back(one->loss);
    }).value();
    ASSERT_EQ(outcome.finished.status, "completed") << outcome.finished.error;
    EXPECT_LT(losses.back(), losses.front());
    EXPECT_EQ(outcome.split, "test");
    ASSERT_EQ(outcome.predictions.size(), job.test.size()); // a row a question, not a window
    for (std::size_t i = 0; i < job.test.size(); ++i) {
        EXPECT_EQ(outcome.predictions[i].row, static_cast<std::int64_t>(i));
        EXPECT_EQ(answersLabel(outcome.predictions[i].trueAnswers), job.test[i].label);
        EXPECT_GE(outcome.predictions[i].score, 0);
        EXPECT_LE(outcome.predictions[i].score, 1);
        EXPECT_NO_THROW(requireInPlace(outcome.predictions[i].predictedAnswers, job.test[i].pair));
    }
    EXPECT_EQ(readJsonFile(job.outputFolder / "config.json")->at("architectures"), Json::array({"BertForQuestionAnswering"}));

    const auto evaluation = localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {}).value();
    EXPECT_EQ(evaluation.samples, 14);
    for (const char* name : {"loss", "f1", "exact_match", "has_answer_f1", "no_answer_exact_match"})
        EXPECT_NEAR(evaluation.metrics.at(name), outcome.finished.metrics.at(name), 1e-5) << name;

    const auto answerer = localCompute().loadQuestionAnswerer(job.outputFolder, "cpu", 1).value();
    EXPECT_TRUE(answerer->answer(job.test[0].text, job.test[0].pair));
    const auto predictor = localCompute().loadPredictor(job.outputFolder, "cpu", 1).value();
    const auto refused = predictor->predict({"The film"});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().hint.find("--question"), std::string::npos);
}

TEST(QuestionJob, ABodyWithoutSuchAHeadGetsOne) {
    const TemporaryFolder folder;
    TrainJob job = questionJob(folder);
    job.modelFolder = std::filesystem::path(ESPALIER_FIXTURES) / "answers" / "bert_body";
    job.recipe.strategy.kind = "lora";
    job.recipe.training.epochs = 1;
    const auto outcome = localCompute().train(job, {}, {}).value();
    ASSERT_EQ(outcome.finished.status, "completed") << outcome.finished.error;
    EXPECT_TRUE(outcome.finished.metrics.contains("exact_match"));
    EXPECT_NEAR(localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {})->metrics.at("loss"), outcome.finished.metrics.at("loss"), 1e-4);
}

}
}
