// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/questions.py: run_qa's windows and answers, and a plain PyTorch loop.
#include "engine/base/json.h"
#include "engine/data/answer_cells.h"
#include "engine/data/reader.h"
#include "engine/tasks/questions.h"
#include "tests/engine/training/training_support.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

constexpr double kTolerance = 1e-4;

/// `fixture()` is for those of training alone.
std::filesystem::path shared(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / name;
}

const Json& reference() {
    static const Json all = readJsonFile(shared("questions/expected.json")).value();
    return all;
}

std::vector<Example> examples() {
    auto read = readTable(shared("questions/squad.json")).value();
    return toAnswerExamples(read.table, guessMapping(read.table), read.table.badLines).value();
}

ExampleSet windowsOf(Questions& task) {
    const auto tokenizer = loadTokenizer(shared("answers/bert_question")).value();
    return {.examples = task.encode(examples(), *tokenizer, reference().at("max_length"), 2).examples};
}

/// Every step reads all windows, so their order doesn't matter.
TrainingSetup setupOf(ExampleSet windows) {
    TrainingSetup setup;
    setup.recipe.task = "qa";
    auto& training = setup.recipe.training;
    training.epochs = reference().at("steps");
    training.batchSize = windows.size();
    training.dropout = 0;
    training.learningRate = reference().at("learning_rate");
    training.weightDecay = reference().at("weight_decay");
    training.warmupRatio = reference().at("warmup_ratio");
    training.maxGradNorm = reference().at("max_grad_norm");
    setup.train = std::move(windows);
    return setup;
}

TEST(Questions, WindowsAndTargetsAreThoseOfRunQa) {
    Questions task;
    const auto windows = windowsOf(task);
    const Json& expected = reference().at("windows");
    ASSERT_EQ(windows.examples.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& window = windows.examples[i];
        SCOPED_TRACE("window " + std::to_string(i));
        EXPECT_EQ(window.ids, expected[i].at("ids").get<std::vector<std::int32_t>>());
        EXPECT_EQ(window.label, expected[i].at("question").get<std::int32_t>());
        EXPECT_EQ(window.labels, (std::vector<std::int32_t> {expected[i].at("start"), expected[i].at("end")}));
    }
}

TEST(Questions, TenStepsAndTheAnswersAfterwardsAreThoseOfPyTorch) {
    at::set_num_threads(1);
    const auto model = loadModel(shared("questions/model")).value().model;
    Questions task;
    const auto windows = windowsOf(task);
    const auto setup = setupOf(windows);
    const auto strategy = makeStrategy(setup.recipe).value();
    std::vector<RunEvent> events;
    Trainer(*model, *strategy, task, setup, {}, [&](const RunEvent& event) { events.push_back(event); }).run();
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), reference().at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_NEAR(steps[i].loss, reference().at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
        const double norm = reference().at("norms")[i];
        EXPECT_NEAR(steps[i].gradNorm, norm, kTolerance * norm) << "step " << i + 1;
    }
    const auto evaluation = evaluateRows(*model, task, windows, c10::kCPU, 4, [] { return true; });
    EXPECT_NEAR(evaluation->loss, reference().at("evaluation").get<double>(), kTolerance);
    const auto answers = task.answers(evaluation->rows);
    ASSERT_EQ(answers.size(), reference().at("answers").size());
    for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i].text, reference().at("answers")[i].get<std::string>());
    ASSERT_EQ(evaluation->metrics.size(), reference().at("metrics").size());
    for (const auto& [name, value] : reference().at("metrics").items())
        EXPECT_NEAR(evaluation->metrics.at(name), value.get<double>(), 1e-9) << name;
}

TEST(Questions, AFrozenBodyLearnsAsWell) {
    at::set_num_threads(1);
    const auto model = loadModel(shared("questions/model")).value().model;
    Questions task;
    auto setup = setupOf(windowsOf(task));
    setup.recipe.strategy.kind = "frozen";
    setup.recipe.training.learningRate = 0.02;
    const auto strategy = makeStrategy(setup.recipe).value();
    std::vector<RunEvent> events;
    Trainer(*model, *strategy, task, setup, {}, [&](const RunEvent& event) { events.push_back(event); }).run();
    const auto steps = eventsOf<StepEvent>(events);
    EXPECT_LT(steps.back().loss, steps.front().loss - 0.1);
}

TEST(Questions, SaysWhatItCannotLearnFrom) {
    const auto tokenizer = loadTokenizer(shared("answers/bert_question")).value();
    const auto problemOf = [&](const Example& example) {
        Questions task;
        const auto result = capture([&] { return task.encode({example}, *tokenizer, 64, 1); });
        return result ? std::string() : result.error().message + " " + result.error().where;
    };
    EXPECT_NE(problemOf({7, "Where?", "In Holm.", ""}).find("line 7"), std::string::npos);
    EXPECT_NE(problemOf({8, "Where?", "", "[]"}).find("no context line 8"), std::string::npos);
    EXPECT_NE(problemOf({9, std::string(300, 'x') + " " + std::string(300, '?'), "In Holm.", "[]"}).find("line 9"), std::string::npos);
    EXPECT_EQ(problemOf({9, "Where?", "In Holm.", R"([[3,"Holm"]])"}), "");
}

}
}
