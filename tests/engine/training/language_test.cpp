// SPDX-License-Identifier: GPL-3.0-or-later
// Against tests/reference/language.py: a plain PyTorch loop over Transformers' language models.
#include "engine/base/json.h"
#include "engine/training/word_pass.h"
#include "tests/engine/training/training_support.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

constexpr double kTolerance = 1e-4;

std::filesystem::path modelFolder(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "models" / name;
}

const Json& reference() {
    static const Json all = readJsonFile(std::filesystem::path(ESPALIER_FIXTURES) / "language" / "steps.json").value();
    return all;
}

ExampleSet setOf(const Json& rows) {
    ExampleSet set;
    for (const Json& row : rows) {
        TokenizedExample example {.ids = row.at("ids")};
        if (row.contains("labels")) example.labels = row.at("labels").get<std::vector<std::int32_t>>();
        set.examples.push_back(std::move(example));
    }
    return set;
}

std::unique_ptr<LanguageTask> taskOf(const Json& one, const Model& model) {
    return makeLanguageTask(one.at("task"), {.tokenizer = nullptr, .startId = one.value("start", -1), .maskId = reference().at("mask"),
                                             .vocabularySize = model.config().vocabularySize}).value();
}

/// Every step reads all rows, so their order doesn't matter.
TrainingSetup setupOf(const Json& one) {
    const Json& all = reference();
    TrainingSetup setup;
    setup.recipe.task = one.at("task");
    auto& training = setup.recipe.training;
    setup.train = setOf(one.at("rows"));
    training.epochs = all.at("steps");
    training.batchSize = setup.train.size();
    training.dropout = 0;
    training.learningRate = all.at("learning_rate");
    training.weightDecay = all.at("weight_decay");
    training.warmupRatio = all.at("warmup_ratio");
    training.maxGradNorm = all.at("max_grad_norm");
    training.seed = all.at("seed");
    setup.fingerprint = "language";
    return setup;
}

std::unique_ptr<Model> modelOf(const Json& one) {
    at::set_num_threads(1);
    return loadModel(modelFolder(one.at("model"))).value().model;
}

TrainingResult trainLanguage(Model& model, const LanguageTask& task, TrainingSetup setup, const EventSink& sink, const CancellationToken& token = {}) {
    const auto strategy = makeStrategy(setup.recipe).value();
    return Trainer(model, *strategy, task, std::move(setup), token, sink).run();
}

class LanguageParity : public ::testing::TestWithParam<int> {};

TEST_P(LanguageParity, LossesAndNormsOfTenStepsAreThoseOfPyTorch) {
    const Json& one = reference().at("cases").at(static_cast<std::size_t>(GetParam()));
    SCOPED_TRACE(one.at("model").get<std::string>());
    const auto model = modelOf(one);
    const auto task = taskOf(one, *model);
    std::vector<RunEvent> events;
    trainLanguage(*model, *task, setupOf(one), [&](const RunEvent& event) { events.push_back(event); });
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), one.at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_NEAR(steps[i].loss, one.at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
        EXPECT_NEAR(steps[i].gradNorm, one.at("norms")[i].get<double>(), kTolerance * 10) << "step " << i + 1;
    }
    auto evaluation = evaluateRows(*model, *task, setOf(one.at("rows")), c10::kCPU, 4, [] { return true; });
    EXPECT_EQ(evaluation->rows.size(), one.at("rows").size());
    const double expected = one.at("evaluation");
    if (one.at("task") == "masked-lm") return; // its evaluation draws with the seed 0, whatever the run's
    EXPECT_NEAR(evaluation->loss, expected, kTolerance);
    EXPECT_NEAR(evaluation->metrics.at("perplexity"), std::exp(expected), 0.01);
    EXPECT_EQ(evaluation->metrics.count("exact_match"), one.contains("exact_match"));
    EXPECT_NEAR(evaluation->metrics["exact_match"], one.value("exact_match", 0.0), 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Cases, LanguageParity, ::testing::Range(0, 7));

TEST(Language, AResumedRunMakesTheSameWeights) {
    for (const std::size_t index : {std::size_t {0}, std::size_t {6}}) { // of what is masked every draw comes again, too
        const Json& one = reference().at("cases").at(index);
        const auto setup = [&](const std::filesystem::path& folder, bool resume) {
            auto made = setupOf(one);
            made.recipe.training.dropout = 0.1;
            made.recipe.training.batchSize = 2;
            made.recipe.training.epochs = 4;
            made.recipe.training.checkpointEvery = 1;
            made.validation = setOf(one.at("rows"));
            made.checkpointFolder = folder / "checkpoint";
            made.resume = resume;
            return made;
        };
        const TemporaryFolder whole, parts;
        const auto undisturbed = modelOf(one), first = modelOf(one), second = modelOf(one);
        const auto task = taskOf(one, *undisturbed);
        trainLanguage(*undisturbed, *task, setup(whole.path(), false), {});
        const CancellationToken token;
        const auto cut = trainLanguage(*first, *task, setup(parts.path(), false), [&](const RunEvent& event) {
            if (const auto* step = std::get_if<StepEvent>(&event); step && step->step == 5) token.request(CancellationToken::Request::Interrupt);
        }, token);
        EXPECT_EQ(cut.status, "interrupted");
        EXPECT_EQ(trainLanguage(*second, *task, setup(parts.path(), true), {}).status, "completed");
        EXPECT_EQ(weightsHash(*second), weightsHash(*undisturbed)) << one.at("model");
    }
}

TEST(Language, MicroBatchesOfAStepAddUpToIt) {
    const Json& one = reference().at("cases").at(6);
    const auto whole = modelOf(one), parts = modelOf(one);
    const auto task = taskOf(one, *whole);
    std::vector<double> losses[2];
    const auto collect = [&](int index) {
        return [&, index](const RunEvent& event) {
            if (const auto* step = std::get_if<StepEvent>(&event)) losses[index].push_back(step->loss);
        };
    };
    trainLanguage(*whole, *task, setupOf(one), collect(0));
    auto accumulated = setupOf(one);
    accumulated.recipe.training.batchSize = 1;
    accumulated.recipe.training.gradientAccumulation = 6;
    trainLanguage(*parts, *task, std::move(accumulated), collect(1));
    ASSERT_EQ(losses[0].size(), losses[1].size());
    for (std::size_t i = 0; i < losses[0].size(); ++i) EXPECT_NEAR(losses[0][i], losses[1][i], kTolerance);
}

/// More rows than a block of logits holds: the blocks' gradients are those of the whole.
TEST(WordLoss, IsThatOfAllLogitsAtOnce) {
    const std::int64_t rows = 70, words = 300'000; // blocks of 55 rows
    const auto draw = [&](std::int64_t n) { return at::randn({n, 3}).set_requires_grad(true); };
    const at::Tensor states = draw(rows), table = draw(words), bias = at::randn({words}).set_requires_grad(true);
    const at::Tensor targets = at::randint(words, {rows}, at::kLong);
    const auto gradientsOf = [&](const at::Tensor& loss) {
        (loss * 0.5).backward();
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& leaf : {states, table, bias}) {
            gradients.push_back(leaf.grad().clone());
            leaf.mutable_grad() = at::Tensor();
        }
        return gradients;
    };
    const at::Tensor ours = nn::wordLossSum({states, table, bias}, targets),
                     theirs = at::cross_entropy_loss(states.matmul(table.t()) + bias, targets, {}, at::Reduction::Sum);
    EXPECT_NEAR(ours.item<double>() / theirs.item<double>(), 1, 1e-5);
    const auto left = gradientsOf(ours), right = gradientsOf(theirs);
    for (std::size_t i = 0; i < left.size(); ++i) EXPECT_LT(left[i].sub(right[i]).abs().max().item<double>(), 1e-4) << i;
    const auto scores = nn::scoreWords({states, table, bias}, targets);
    EXPECT_NEAR(scores.losses.sum().item<double>() / theirs.item<double>(), 1, 1e-5);
}

}
}
