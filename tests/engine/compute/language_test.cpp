// SPDX-License-Identifier: GPL-3.0-or-later
// Language models from texts to a folder that writes.
#include "engine/compute/local_compute.h"
#include "engine/text/tokenizer.h"
#include "tests/engine/compute/job_support.h"

#include <gtest/gtest.h>

#include <cmath>

namespace espalier::test {
namespace {

std::filesystem::path tinyWriter(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "gguf" / name;
}

TrainJob writingJob(const TemporaryFolder& folder, const std::string& model) {
    TrainJob job = tinyJob(folder);
    job.recipe.task = "causal-lm";
    job.recipe.pooling = "cls";
    job.recipe.training = {.epochs = 3, .batchSize = 4, .learningRate = 5e-3, .maxLength = 16, .seed = 3};
    job.modelFolder = tinyWriter(model);
    job.labels.clear();
    return job;
}

template <typename Event>
std::vector<Event> eventsOf(const std::vector<RunEvent>& events) {
    std::vector<Event> found;
    for (const auto& event : events)
        if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
    return found;
}

struct Trained {
    TrainOutcome outcome;
    std::vector<RunEvent> events;
};

Trained trainAll(const TrainJob& job) {
    Trained trained;
    trained.outcome
        = localCompute().train(job, {}, [&](const RunEvent& event) { trained.events.push_back(event); }).value();
    EXPECT_EQ(trained.outcome.finished.status, "completed") << trained.outcome.finished.error;
    return trained;
}

TEST(LanguageJob, LearnsFromAGgufAndLeavesAFolderThatWrites) {
    for (const char* model : {"gpt2.gguf", "llama.gguf"}) {
        const TemporaryFolder folder;
        TrainJob job = writingJob(folder, model);
        job.recipe.prompts = {"The film", "A story"};
        const auto [outcome, events] = trainAll(job);
        const auto evaluations = eventsOf<EvaluationEvent>(events);
        ASSERT_GE(evaluations.size(), 3u) << model;
        EXPECT_LT(evaluations.back().loss, evaluations.front().loss) << model;
        EXPECT_NEAR(outcome.finished.metrics.at("perplexity"), std::exp(outcome.finished.metrics.at("loss")), 1e-6);
        EXPECT_TRUE(outcome.predictions.empty());

        const auto samples = eventsOf<SampleEvent>(events);
        ASSERT_EQ(samples.size(), 4u) << model;
        EXPECT_EQ(samples[0].step, 0);
        EXPECT_EQ(samples[1].prompt, "A story");
        EXPECT_EQ(samples[2].step, outcome.finished.bestStep);
        EXPECT_EQ(samples[2].prompt, "The film");
        EXPECT_NE(samples[0].text, samples[2].text) << model;

        // The folder is measured as the run was, tokenizes as the .gguf does, and writes.
        const auto evaluation = localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {}).value();
        EXPECT_NEAR(evaluation.metrics.at("loss"), outcome.finished.metrics.at("loss"), 1e-4) << model;
        EXPECT_EQ(evaluation.metrics.count("accuracy"), 0u);
        const auto tokenizer = loadTokenizer(job.outputFolder).value(),
                   original = loadTokenizer(job.modelFolder).value();
        EXPECT_EQ(tokenizer->encode("The film was fine.").ids, original->encode("The film was fine.").ids);
        const auto generator = localCompute().loadGenerator(job.outputFolder, WeightBits::Full, "cpu", 1).value();
        EXPECT_EQ(generator->generate("The film", {.maxNewTokens = 4})->newTokens, 4);
        const auto predictor = localCompute().loadPredictor(job.outputFolder, "cpu", 1);
        ASSERT_FALSE(predictor);
        EXPECT_NE(predictor.error().hint.find("generate"), std::string::npos);
    }
}

TEST(LanguageJob, LoraLearnsCompletionsAndIsMerged) {
    const TemporaryFolder folder;
    TrainJob job = writingJob(folder, "llama");
    job.recipe.strategy.kind = "lora";
    job.recipe.training.learningRate = 2e-2;
    job.recipe.training.maxLength = 60;
    for (auto* part : {&job.train, &job.validation, &job.test})
        for (Example& example : *part)
            example.pair = example.label == "positive" ? "so good" : "so bad";
    const auto [outcome, events] = trainAll(job);
    const auto evaluations = eventsOf<EvaluationEvent>(events);
    EXPECT_LT(evaluations.back().loss, evaluations.front().loss);
    const auto evaluation = localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {}).value();
    EXPECT_NEAR(evaluation.metrics.at("loss"), outcome.finished.metrics.at("loss"), 1e-4);
    EXPECT_EQ(eventsOf<SampleEvent>(events).front().prompt, job.validation.front().text); // a prompt is asked whole
    EXPECT_TRUE(std::filesystem::exists(job.outputFolder / "adapter" / "adapter_config.json"));
}

TEST(LanguageJob, MaskedWordsAreLearntByABert) {
    const TemporaryFolder folder;
    TrainJob job = tinyJob(folder);
    job.recipe.task = "masked-lm";
    job.recipe.pooling = "cls";
    job.recipe.training.epochs = 6;
    job.labels.clear();
    const auto [outcome, events] = trainAll(job);
    const auto evaluations = eventsOf<EvaluationEvent>(events);
    EXPECT_LT(evaluations.back().loss, evaluations.front().loss);
    EXPECT_TRUE(eventsOf<SampleEvent>(events).empty());
    EXPECT_NEAR(localCompute().evaluate(job.outputFolder, job.test, "cpu", 1, {}, {})->metrics.at("loss"),
                outcome.finished.metrics.at("loss"), 1e-4);
}

TEST(LanguageJob, SaysWhatItCannotLearnFrom) {
    const TemporaryFolder folder;
    const auto problemOf = [&](TrainJob job) {
        const auto result = localCompute().train(job, {}, {});
        return result ? std::string("none") : describe(result.error());
    };
    TrainJob job = writingJob(folder, "gpt2");
    job.recipe.task = "masked-lm";
    EXPECT_NE(problemOf(job).find("mask token"), std::string::npos);
    job.recipe.task = "seq2seq";
    EXPECT_NE(problemOf(job).find("decoder starts with"), std::string::npos);
    job = writingJob(folder, "gpt2");
    job.modelFolder = tinyModelFolder();
    EXPECT_NE(problemOf(job).find("can't be tuned for causal-lm"), std::string::npos);
    job = writingJob(folder, "gpt2");
    for (Example& example : job.train)
        example.text.clear();
    EXPECT_NE(problemOf(job).find("no row to learn from"), std::string::npos);
    job = writingJob(folder, "gpt2");
    job.train.front().text = R"([{"role": "user", "content": "Hi"}])";
    EXPECT_NE(problemOf(job).find("chat template"), std::string::npos);
}

TEST(LanguageJob, AnEstimateIsMadeLikeAnyOther) {
    const TemporaryFolder folder;
    const auto estimate = localCompute().estimate(writingJob(folder, "gpt2"), {}).value();
    EXPECT_GT(estimate.steps, 0);
    EXPECT_EQ(estimate.longestTokens, 16);
}

}
}
