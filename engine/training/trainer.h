// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/strategies/strategy.h"
#include "engine/tasks/language_task.h"
#include "engine/training/anchor.h"
#include "engine/training/best_keeper.h"
#include "engine/training/layer_meter.h"
#include "engine/training/learner.h"
#include "engine/training/loss_scale.h"
#include "engine/training/mixout.h"
#include "engine/training/optimizer.h"
#include "engine/training/task_stream.h"
#include "engine/training/training_state.h"
#include "engine/training/weight_average.h"

namespace espalier {

/// A task that a run learns beside its first, by a head of its own on the same body.
struct FurtherTask {
    std::string name;           ///< of furtherTaskNames()
    Model* model = nullptr;     ///< its body becomes the first model's
    const Task* task = nullptr;
    ExampleSet train, validation, test;
    double weight = 1;
};

/// Held-out text on which the objective is measured that the model was pretrained with: the forgetting meter.
struct GeneralText {
    Model* model = nullptr;     ///< with the language-model head; the run's own model, or one whose body becomes that one's
    const LanguageTask* task = nullptr;
    ExampleSet rows;
};

/// A run made ready: tokenized examples, and where the model already is.
struct TrainingSetup {
    std::int64_t run = 0;
    Recipe recipe;
    ExampleSet train, validation, test;
    std::vector<FurtherTask> further {};    ///< sampled as the recipe's multiTask says
    std::optional<GeneralText> general {};
    c10::Device device = c10::Device(c10::kCPU);
    std::string deviceName = "cpu";
    std::filesystem::path checkpointFolder; ///< empty: no checkpoints
    bool resume = false;
    std::string fingerprint;                ///< see TrainingState
    std::vector<std::string> notes;         ///< told once the run has started
    /// Shows what the model writes: before the first step, and of the weights that are kept. May be null.
    std::function<void(std::int64_t step)> writeSamples {};
    double maxSeconds = 0;                  ///< of training, then the run is complete; 0: no limit
    /// Every weight as it is before the first step, for a run that diverged before it had a best one; may be empty. Those of
    /// further tasks' heads are called by headName().
    std::function<std::map<std::string, at::Tensor>()> startingWeights {};
    c10::ScalarType productType = c10::ScalarType::Float; ///< that the products of learning steps are computed in
    std::function<double(std::int64_t step)> rateAt {};    ///< in place of the recipe's rate and schedule
    /// Writes the model as it is now to a folder; where the recipe keeps several of the best steps.
    std::function<void(const std::filesystem::path& folder)> saveStep {};
};

/// How a task did with the weights that are kept.
struct Measured {
    std::string split {};                   ///< that the others are of; empty: there is no such data
    Metrics metrics {};                     ///< loss included
    std::vector<RowResult> rows {};
};

/// How a run ended. The model then holds the weights to keep: the best ones, or the last where nothing was evaluated.
struct TrainingResult {
    std::string status;                     ///< completed, stopped, failed, interrupted
    std::string error {};                   ///< one line where it failed
    bool worthKeeping = false;              ///< the model learnt something that is worth saving
    std::int64_t bestStep = 0;
    double trainSeconds = 0, samplesPerSecond = 0, evalSamplesPerSecond = 0;
    double featureSeconds = 0;              ///< of trainSeconds, what a frozen body's features took
    std::string split {};                   ///< that `metrics` and `rows` are of; empty: there is no such data
    Metrics metrics {};                     ///< loss included
    std::vector<RowResult> rows {};
    std::vector<Measured> further {};       ///< as the setup's tasks
    std::optional<double> generalBefore {}, generalAfter {}; ///< loss on the general text
};

/// Runs a recipe on a model, from where its checkpoint is if it has one. Its numbers depend on the setup alone: not on
/// the clock (but for maxSeconds), nor on when checkpoints were made or how often the run was cut short.
class Trainer {
public:
    Trainer(Model& model, const Strategy& strategy, const Task& task, TrainingSetup setup, CancellationToken token,
            EventSink sink);

    /// Throws Exception for what is wrong with the setup or the disk; a run that diverges is a failed result.
    TrainingResult run();

private:
    // The stages, in order.
    void prepare();          // 1: what learns, and the optimizer's state for it
    void announce();         // 2: run_started
    void restore();          // 3: the checkpoint's state, where the run is to go on
    void cacheFeatures();    // 4: where the body is frozen
    void learn();            // 5: until done, stopped or failed
    TrainingResult finish(); // 6: the best weights, and how they do

    std::vector<ParameterGroup> prepareModels();

    /// What a step learns from.
    struct Turn {
        Learner& learner;
        std::vector<std::int64_t> rows;
    };
    // The loop (trainer_loop.cpp).
    void takeStep();
    void bringUpToDate(const Turn& turn);
    std::optional<double> backward(const Turn& turn);
    std::int64_t targetsOf(const Turn& turn) const;
    at::Tensor lossOf(const Turn& turn, const ForwardOptions& options);
    std::optional<double> backwardInMemory(const Turn& turn);
    std::optional<double> backwardInRange(const Turn& turn);
    void dropGradients();
    double rateOfStep() const;
    void reportStep(const Turn& turn, double rate, double loss, double gradNorm);
    void reportLayers();
    void rollBack(const std::string& why); // trainer_rollback.cpp
    void checkpointWhenDue();
    void checkpoint();
    bool mayContinue();

    // Evaluation (trainer_evaluation.cpp).
    void evaluate();
    void judge(std::vector<std::optional<Evaluation>> evaluations);
    void keepStep(const Evaluation& evaluation);
    void measureGeneralBefore();
    std::optional<Evaluation> evaluateSplit(Learner& learner, const ExampleSet& set, const Proceed& proceed);
    std::optional<EvaluationEvent> evaluateGeneral(std::int64_t step, const Proceed& proceed);
    bool evaluateAtTheEnd(TrainingResult& result);
    bool measure(Learner& learner, std::int64_t step, Measured& measured);
    std::int64_t stepsBetweenEvaluations() const;
    std::int64_t rowsOfEvaluation() const;
    std::int64_t rowsStillToEvaluate() const;

    bool notInterrupted() const { return m_token.requested() != CancellationToken::Request::Interrupt; }
    bool allStepsDone() const { return m_state.stoppedEarly || m_state.step >= m_steps; }
    bool layersDue(std::int64_t step) const;
    WordDraw drawOfStep() const { return {m_setup.recipe.training.seed, m_state.step}; }
    void say(const char* level, const std::string& text) const { m_sink(MessageEvent {level, text}); }
    void say(const Learner& learner, const std::string& text) const { say("warning", learner.name.empty() ? text : learner.name + ": " + text); }

    Model& m_model;
    const Strategy& m_strategy;
    TrainingSetup m_setup;
    CancellationToken m_token;
    EventSink m_sink;

    TaskStream m_stream;
    std::vector<Learner> m_learners;             // the first task, then the further ones
    std::unique_ptr<SharedBody> m_generalBody;   // null: there is none, or it is the run's own model
    BestKeeper m_best;                           // by the first task
    std::unique_ptr<Optimizer> m_optimizer;
    std::unique_ptr<Anchor> m_anchor;            // at the weights before any step
    std::unique_ptr<LayerMeter> m_layers;        // likewise
    std::unique_ptr<Mixout> m_mixout;            // likewise
    std::unique_ptr<WeightAverage> m_average;
    LossScale m_scale;
    std::map<std::string, at::Tensor> m_weights; // those that learn
    std::int64_t m_steps;                        // of the whole run
    TrainingState m_state;
    std::string m_failure;                       // why the run can't go on; empty: it can

    std::int64_t m_checkpointedStep = -1;
    std::optional<EvaluationEvent> m_general;    // of the general text with the weights that are kept, where this process made it
    bool m_evaluatedSinceCheckpoint = false;
    Stopwatch m_sinceCheckpoint;
};

}
