// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/models/tensor_file.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty_like.h>

#include <cmath>
#include <numeric>

namespace espalier {
namespace {

constexpr std::int64_t kEvaluationBatch = 32;

TrainingSetup checked(TrainingSetup setup) {
    const auto& training = setup.recipe.training;
    if (setup.train.size() == 0) {
        failBadInput("there are no rows to train on", "data.train", "import data with at least one labelled row a class");
    }
    if (training.batchSize < 1) failBadInput("the batch size must be at least 1", "training.batch_size");
    if (training.gradientAccumulation < 1) failBadInput("gradient accumulation must be at least 1", "training.gradient_accumulation");
    return setup;
}

}

Trainer::Trainer(Model& model, const Strategy& strategy, const Task& task, TrainingSetup setup, CancellationToken token, EventSink sink) :
    m_model(model),
    m_strategy(strategy),
    m_task(task),
    m_setup(checked(std::move(setup))),
    m_token(std::move(token)),
    m_sink(sink ? std::move(sink) : [](const RunEvent&) { }),
    m_stream(m_setup.train.size(), m_setup.recipe.training.batchSize, m_setup.recipe.training.gradientAccumulation,
             m_setup.recipe.training.seed),
    m_best(m_setup.recipe.training.earlyStoppingMetric, m_setup.recipe.training.earlyStoppingPatience),
    m_scale(m_setup.productType == c10::ScalarType::Half),
    m_steps(m_stream.steps(m_setup.recipe.training.epochs)) {
    m_state.fingerprint = m_setup.fingerprint;
    m_state.microBatch = m_setup.recipe.training.batchSize;
}

TrainingResult Trainer::run() {
    prepare();
    announce();
    restore();
    cacheFeatures();
    if (m_setup.writeSamples && m_state.step == 0 && !m_setup.resume) m_setup.writeSamples(0);
    learn();
    return finish();
}

void Trainer::prepare() {
    auto groups = m_strategy.prepare(m_model, m_setup.recipe);
    for (auto& group : groups) {
        const double steps = group.startEpoch * static_cast<double>(m_stream.stepsPerEpoch());
        group.startStep = std::max(group.startStep, static_cast<std::int64_t>(std::ceil(steps - 1e-6)));
    }
    m_anchor = std::make_unique<Anchor>(groups, m_setup.recipe.training.l2Sp);
    m_layers = std::make_unique<LayerMeter>(m_model.parameters(), groups);
    m_mixout = std::make_unique<Mixout>(groups, m_setup.recipe.training.mixout, m_setup.recipe.training.seed);
    m_optimizer = std::make_unique<Optimizer>(std::move(groups), makeUpdateRule(m_setup.recipe.training));
    std::vector<std::int64_t> all(static_cast<std::size_t>(m_setup.train.size()));
    std::iota(all.begin(), all.end(), 0);
    m_loss = std::make_unique<RegularizedLoss>(m_setup.recipe.training, m_task, m_task.targets(m_setup.train.examples, all));
    for (const auto& group : m_optimizer->groups()) {
        for (const auto& parameter : group.parameters) m_weights[parameter.name] = parameter.value;
    }
    m_average = std::make_unique<WeightAverage>(m_weights, m_setup.recipe.training.emaDecay);
}

void Trainer::announce() {
    std::int64_t trainable = 0;
    for (const auto& [name, weight] : m_weights) trainable += weight.numel();
    m_sink(RunStarted {.run = m_setup.run,
                       .model = m_setup.recipe.model,
                       .strategy = m_setup.recipe.strategy.kind,
                       .parameters = m_model.parameterCount(),
                       .trainableParameters = trainable,
                       .steps = m_steps,
                       .device = m_setup.deviceName});
    for (const auto& note : m_setup.notes) say("info", note);
}

void Trainer::restore() {
    const auto& folder = m_setup.checkpointFolder;
    if (folder.empty()) return;
    if (!m_setup.resume) {
        std::filesystem::remove_all(folder);
        return;
    }
    if (!hasCheckpoint(folder)) {
        say("info", "There is no whole checkpoint yet: the run starts from the beginning.");
        return;
    }
    auto state = readCheckpointState(folder).value();
    if (state.fingerprint != m_setup.fingerprint) {
        failBadInput("the checkpoint is of another recipe, data or model", folder.string(), "start a new run instead of going on with this one");
    }
    readTensorsInto(folder / "weights.safetensors", m_weights);
    readTensorsInto(folder / "optimizer.safetensors", m_optimizer->state());
    if (m_average->isOn()) readTensorsInto(folder / "average.safetensors", m_average->tensors());
    std::map<std::string, at::Tensor> best;
    if (state.bestStep > 0) {
        const at::NoGradGuard noGrad;
        for (const auto& [name, weight] : m_weights) best[name] = at::empty_like(weight);
        readTensorsInto(folder / "best.safetensors", best);
    }
    m_optimizer->resumeAfter(state.step, state.restartedAt);
    m_best.restore(state.bestStep, state.bestValue, state.withoutGain, std::move(best));
    m_watchdog.restore(state.watchdog);
    m_scale.restore(state.lossScale);
    m_state = std::move(state);
    m_checkpointedStep = m_state.step;
    say("info", "The run goes on from its checkpoint after step " + std::to_string(m_state.step) + " of " + std::to_string(m_steps) + ".");
}

void Trainer::cacheFeatures() {
    if (!m_strategy.bodyIsFrozen() || allStepsDone()) return;
    say("info", "The body is frozen: what it makes of each text is computed once and kept, so there is no dropout in it.");
    FeaturesEvent progress {.rows = m_setup.train.size() + m_setup.validation.size() + m_setup.test.size()};
    Stopwatch sinceReport;
    for (auto* set : {&m_setup.train, &m_setup.validation, &m_setup.test}) {
        const Stopwatch watch;
        const auto proceed = [&](std::int64_t done) {
            if (sinceReport.seconds() >= 1) {
                m_sink(FeaturesEvent {.done = progress.done + done, .rows = progress.rows});
                sinceReport = {};
            }
            return mayContinue();
        };
        if (set->size() && !computeFeatures(m_model, *set, m_task.isPerToken(), m_setup.device, proceed)) return;
        progress.done += set->size();
        // The pass stands for what each step or evaluation would compute otherwise, so it counts as such.
        (set == &m_setup.train ? m_state.meters.featureSeconds : m_state.meters.evaluationSeconds) += watch.seconds();
    }
}

void Trainer::learn() {
    while (m_failure.empty() && mayContinue()) {
        if (m_state.evaluationDue) evaluate();
        else if (allStepsDone()) return;
        else takeStep();
        if (m_failure.empty()) checkpointWhenDue();
    }
}

TrainingResult Trainer::finish() {
    const auto& meters = m_state.meters;
    TrainingResult result {.status = "completed", .error = m_failure, .bestStep = m_best.hasBest() ? m_best.bestStep() : m_state.step,
                           .trainSeconds = meters.trainSeconds(), .samplesPerSecond = meters.samplesPerSecond(),
                           .featureSeconds = meters.featureSeconds};
    if (!m_failure.empty()) result.status = "failed";
    else if (m_state.evaluationDue || !allStepsDone()) {
        result.status = m_token.requested() == CancellationToken::Request::Interrupt ? "interrupted" : "stopped";
    }
    // What was learnt since the last checkpoint outlives a crash of what follows. A diverged state does not deserve it.
    if (m_failure.empty() && m_checkpointedStep != m_state.step) checkpoint();
    if (result.status == "interrupted") return result;
    result.worthKeeping = m_best.hasBest() || (m_failure.empty() && m_state.step > 0);
    if (result.worthKeeping && !evaluateAtTheEnd(result)) {
        result.status = "interrupted";
        result.worthKeeping = false;
    }
    result.evalSamplesPerSecond = meters.evalSamplesPerSecond();
    return result;
}

/// Puts the best weights in place and measures them; false where it was interrupted.
bool Trainer::evaluateAtTheEnd(TrainingResult& result) {
    m_optimizer->catchUp();
    {
        const at::NoGradGuard noGrad;
        for (const auto& [name, best] : m_best.hasBest() ? m_best.weights() : m_average->tensors()) m_weights.at(name).copy_(best);
    }
    if (m_setup.writeSamples) m_setup.writeSamples(result.bestStep);
    const bool test = m_setup.test.size() > 0;
    if (!test && m_setup.validation.size() == 0) return true;
    result.split = test ? "test" : "validation";
    auto evaluation = test ? std::nullopt : std::move(m_bestEvaluation);
    if (!evaluation) {
        const auto proceed = [this] { return m_token.requested() != CancellationToken::Request::Interrupt; };
        evaluation = evaluateSplit(test ? m_setup.test : m_setup.validation, proceed);
        if (!evaluation) return false;
        // A validation of the best weights was told when it was made.
        if (test || !m_best.hasBest()) m_sink(EvaluationEvent {result.bestStep, result.split, evaluation->loss, evaluation->metrics});
    }
    result.metrics = std::move(evaluation->metrics);
    result.metrics["loss"] = evaluation->loss;
    result.rows = std::move(evaluation->rows);
    return true;
}

std::optional<Evaluation> Trainer::evaluateSplit(const ExampleSet& set, const Proceed& proceed) {
    auto evaluation = evaluateRows(m_model, m_task, set, m_setup.device, kEvaluationBatch, proceed);
    if (evaluation) {
        m_state.meters.evaluationSeconds += evaluation->seconds;
        m_state.meters.evaluatedRows += set.size();
    }
    return evaluation;
}

}
