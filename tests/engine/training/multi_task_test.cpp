// SPDX-License-Identifier: GPL-3.0-or-later
// Two tasks on one body, against tests/reference/multi_task.py: a plain PyTorch loop over Transformers' BERT.
#include "engine/base/json.h"
#include "engine/checkpoint/safetensors.h"
#include "tests/engine/training/training_support.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <gtest/gtest.h>

#include <cstring>

namespace espalier::testing {
namespace {

constexpr double kTolerance = 1e-4;

std::filesystem::path multiTask(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "multi_task" / name;
}

const Json& reference() {
    static const Json all = readJsonFile(multiTask("steps.json")).value();
    return all;
}

at::Tensor tensorOf(const SafetensorsFile& file, const std::string& name) {
    const auto& stored = file.tensors().at(name);
    auto tensor = at::empty(stored.shape, at::kFloat);
    std::memcpy(tensor.mutable_data_ptr(), stored.bytes.data(), stored.bytes.size());
    return tensor;
}

/// The reference takes its rows in the file's order; so they are put where the epoch's order will find them.
ExampleSet rowsOf(const Json& rows, bool inOrder) {
    const std::uint64_t seed = reference().at("seed");
    const auto order = epochOrder(static_cast<std::int64_t>(rows.size()), seed, 0);
    ExampleSet set;
    set.examples.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        TokenizedExample example {.ids = rows[i].at("ids")};
        example.label = rows[i].value("label", -1);
        if (rows[i].contains("labels")) example.labels = rows[i].at("labels").get<std::vector<std::int32_t>>();
        for (std::size_t place = 0; place < example.ids.size(); ++place) example.offsets.emplace_back(place, place + 1);
        set.examples[inOrder ? static_cast<std::size_t>(order[i]) : i] = std::move(example);
    }
    return set;
}

/// Two heads on the fixture's model, and the head for masked words that it was made with.
struct TwoTasks {
    std::unique_ptr<Task> classification = makeTask("classification", tinyLabels()).value();
    std::unique_ptr<Task> tokens = makeTask("tokens", {"O", "B-good", "B-bad"}).value();
    std::unique_ptr<LanguageTask> words;
    std::unique_ptr<Model> first, second, general;

    TwoTasks() {
        at::set_num_threads(1);
        const auto load = [](const char* architecture, const std::vector<std::string>& labels) {
            LoadOptions options;
            options.architecture = architecture;
            options.labels = labels;
            return loadModel(multiTask("model"), options).value().model;
        };
        first = load("BertForSequenceClassification", classification->labels());
        second = load("BertForTokenClassification", tokens->labels());
        general = load("BertForMaskedLM", {});
        words = makeLanguageTask("masked-lm", {.tokenizer = nullptr, .maskId = reference().at("mask"),
                                               .vocabularySize = general->config().vocabularySize}).value();
        const auto heads = SafetensorsFile::open(multiTask("heads.safetensors")).value();
        setHead(*first, heads, "classification");
        setHead(*second, heads, "tokens");
    }
    static void setHead(Model& model, const SafetensorsFile& heads, const std::string& task) {
        const at::NoGradGuard noGrad;
        for (auto& parameter : model.parameters())
            if (parameter.name.starts_with("classifier")) parameter.value.copy_(tensorOf(heads, task + parameter.name.substr(10)));
    }

    TrainingSetup setup(bool measured = false) const {
        const Json& all = reference();
        TrainingSetup setup;
        auto& training = setup.recipe.training;
        training.epochs = 1;
        training.batchSize = all.at("batch_size");
        training.learningRate = all.at("learning_rate");
        training.weightDecay = all.at("weight_decay");
        training.warmupSteps = all.at("warmup_steps");
        training.maxGradNorm = all.at("max_grad_norm");
        training.seed = all.at("seed");
        training.dropout = measured ? 0.1 : 0;
        setup.train = rowsOf(all.at("rows").at("classification"), true);
        FurtherTask further {.name = "tags", .model = second.get(), .task = tokens.get(), .train = rowsOf(all.at("rows").at("tokens"), true),
                             .validation = {}, .test = {}, .weight = all.at("weight")};
        if (measured) {
            setup.validation = setup.train;
            further.validation = further.train;
        }
        setup.further.push_back(std::move(further));
        setup.fingerprint = "two tasks";
        return setup;
    }
    GeneralText generalText() const {
        auto rows = rowsOf(reference().at("rows").at("general"), false);
        for (auto& example : rows.examples)
            for (const auto id : example.ids) example.labels.push_back(id < 5 ? kIgnoredLabel : id);
        return {.model = general.get(), .task = words.get(), .rows = std::move(rows)};
    }
    TrainingResult train(TrainingSetup setup, const EventSink& sink = {}, const CancellationToken& token = {}) const {
        const auto strategy = makeStrategy(setup.recipe).value();
        return Trainer(*first, *strategy, *classification, std::move(setup), token, sink).run();
    }
    std::string hash() const { return weightsHash(*first) + weightsHash(*second); }
};

void expectWeights(Model& model, const SafetensorsFile& expected, const std::string& task) {
    for (const auto& parameter : model.parameters()) {
        const bool isHead = parameter.name.starts_with("classifier");
        const auto value = tensorOf(expected, isHead ? task + parameter.name.substr(10) : parameter.name);
        // A key's bias has no gradient but rounding, of which AdamW makes whole steps (parity_test.cpp).
        const double tolerance = parameter.name.ends_with("key.bias") ? 10 * 5e-3 : kTolerance;
        EXPECT_LT(parameter.value.detach().sub(value).abs().max().item<double>(), tolerance) << task << " " << parameter.name;
    }
}

std::vector<RunEvent> eventsInto(const TwoTasks& tasks, TrainingSetup setup, TrainingResult& result) {
    std::vector<RunEvent> events;
    result = tasks.train(std::move(setup), [&](const RunEvent& event) { events.push_back(event); });
    return events;
}

/// Runs until after `step`, leaves, and goes on with fresh models, as a new process would.
std::string cutAfter(std::int64_t step, const std::function<TrainingSetup(const TwoTasks&)>& setupOf) {
    const TemporaryFolder folder;
    const CancellationToken token;
    {
        const TwoTasks tasks;
        auto setup = setupOf(tasks);
        setup.checkpointFolder = folder / "checkpoint";
        const auto result = tasks.train(std::move(setup), [&](const RunEvent& event) {
            const auto* done = std::get_if<StepEvent>(&event);
            if (done && done->step == step) token.request(CancellationToken::Request::Interrupt);
        }, token);
        EXPECT_EQ(result.status, "interrupted");
    }
    const TwoTasks tasks;
    auto setup = setupOf(tasks);
    setup.checkpointFolder = folder / "checkpoint";
    setup.resume = true;
    EXPECT_EQ(tasks.train(std::move(setup)).status, "completed");
    return tasks.hash();
}

}

TEST(MultiTask, LossesNormsAndWeightsAreThoseOfPyTorch) {
    const TwoTasks tasks;
    auto setup = tasks.setup();
    setup.general = tasks.generalText();
    TrainingResult result;
    const auto events = eventsInto(tasks, std::move(setup), result);
    const Json& all = reference();
    const auto steps = eventsOf<StepEvent>(events);
    ASSERT_EQ(steps.size(), all.at("losses").size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].task, all.at("turns")[i] == 0 ? "" : "tags") << "step " << i + 1;
        EXPECT_NEAR(steps[i].loss, all.at("losses")[i].get<double>(), kTolerance) << "step " << i + 1;
        EXPECT_NEAR(steps[i].gradNorm, all.at("norms")[i].get<double>(), kTolerance * 10) << "step " << i + 1;
    }
    const auto expected = SafetensorsFile::open(multiTask("weights.safetensors")).value();
    expectWeights(*tasks.first, expected, "classification");
    expectWeights(*tasks.second, expected, "tokens");
    // What was pretrained, on text that nobody learnt from.
    ASSERT_TRUE(result.generalBefore && result.generalAfter);
    EXPECT_NEAR(*result.generalBefore, all.at("general_before").get<double>(), kTolerance);
    EXPECT_NEAR(*result.generalAfter, all.at("general_after").get<double>(), kTolerance);
    const auto evaluations = eventsOf<EvaluationEvent>(events);
    ASSERT_EQ(evaluations.size(), 2u);
    EXPECT_EQ(evaluations[0].split, "general");
    EXPECT_EQ(evaluations[0].step, 0);
    EXPECT_EQ(evaluations[0].loss, *result.generalBefore);
    EXPECT_EQ(evaluations[1].step, 10);
}

TEST(MultiTask, BodiesAreOneInMemoryAndHeadsAreNot) {
    const TwoTasks tasks;
    tasks.train(tasks.setup());
    std::size_t shared = 0;
    for (const auto& parameter : tasks.second->parameters())
        for (const auto& other : tasks.first->parameters())
            if (other.name == parameter.name) {
                EXPECT_EQ(other.value.is_alias_of(parameter.value), !parameter.isHead) << parameter.name;
                shared += !parameter.isHead;
            }
    EXPECT_GT(shared, 30u);
}

TEST(MultiTask, EachTaskIsMeasuredByItsOwnData) {
    const TwoTasks tasks;
    auto setup = tasks.setup(true);
    setup.recipe.training.epochs = 12;
    setup.recipe.training.evaluateEvery = 30;
    setup.general = tasks.generalText();
    TrainingResult result;
    const auto events = eventsInto(tasks, std::move(setup), result);
    std::map<std::string, int> told;
    for (const auto& evaluation : eventsOf<EvaluationEvent>(events)) ++told[evaluation.split + " " + evaluation.task];
    EXPECT_EQ(told, (std::map<std::string, int> {{"general ", 5}, {"validation ", 4}, {"validation tags", 4}}));
    ASSERT_EQ(result.further.size(), 1u);
    EXPECT_EQ(result.split, "validation");
    EXPECT_EQ(result.further[0].split, "validation");
    EXPECT_TRUE(result.metrics.contains("f1_macro"));
    EXPECT_TRUE(result.further[0].metrics.contains("f1.good"));
    EXPECT_GT(result.further[0].metrics.at("accuracy"), 0.9);
    EXPECT_EQ(result.further[0].rows.size(), 18u);
}

TEST(MultiTask, AResumedRunEndsBitIdentical) {
    const auto setupOf = [](const TwoTasks& tasks) {
        auto setup = tasks.setup(true);
        setup.recipe.training.epochs = 2;
        setup.recipe.training.evaluateEvery = 7;
        return setup;
    };
    const TwoTasks tasks;
    tasks.train(setupOf(tasks));
    for (const std::int64_t step : {1, 6, 7, 13}) EXPECT_EQ(cutAfter(step, setupOf), tasks.hash()) << "cut after step " << step;
}

TEST(MultiTask, EveryStrategyThatPutsSomethingInSharesIt) {
    for (const char* kind : {"lora", "adapter", "prefix", "prompt", "frozen", "gradual", "ia3", "bitfit"}) {
        const auto setupOf = [kind](const TwoTasks& tasks) {
            auto setup = tasks.setup(true);
            setup.recipe.strategy = {kind};
            if (std::string(kind) == "prompt" || std::string(kind) == "prefix") setup.recipe.strategy.settings["tokens"] = 2;
            setup.recipe.training.epochs = 2;
            setup.general = tasks.generalText();
            return setup;
        };
        const TwoTasks tasks;
        TrainingResult result;
        eventsInto(tasks, setupOf(tasks), result);
        EXPECT_EQ(result.status, "completed") << kind;
        EXPECT_GT(*result.generalAfter, 0) << kind;
        if (std::string(kind) == "frozen") {
            EXPECT_EQ(*result.generalAfter, *result.generalBefore);
        }
        for (const auto& parameter : tasks.second->parameters()) {
            if (!parameter.isInserted) continue;
            const auto& list = tasks.first->parameters();
            const auto own = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == parameter.name; });
            ASSERT_NE(own, list.end()) << kind << " " << parameter.name;
            EXPECT_TRUE(own->value.is_alias_of(parameter.value)) << kind << " " << parameter.name;
        }
        EXPECT_EQ(cutAfter(7, setupOf), tasks.hash()) << kind;
    }
}

TEST(GeneralText, OfADecoderIsTheMeanOverNextWords) {
    at::set_num_threads(1);
    const auto folder = std::filesystem::path(ESPALIER_FIXTURES) / "models" / "gpt2_language";
    LoadOptions options;
    options.architecture = "GPT2ForSequenceClassification";
    options.labels = tinyLabels();
    const auto model = loadModel(folder, options).value().model, language = loadModel(folder).value().model;
    const auto words = makeLanguageTask("causal-lm", {.tokenizer = nullptr}).value();
    ExampleSet rows;
    for (const Json& ids : reference().at("next_words").at("ids")) rows.examples.push_back({.ids = ids});
    auto setup = tinySetup();
    setup.validation = {};
    setup.general = GeneralText {.model = language.get(), .task = words.get(), .rows = std::move(rows)};
    const auto result = train(*model, std::move(setup));
    EXPECT_NEAR(result.generalBefore.value(), reference().at("next_words").at("loss").get<double>(), kTolerance);
    EXPECT_NE(result.generalAfter.value(), *result.generalBefore) << "texts about something else were learnt";
}

}
