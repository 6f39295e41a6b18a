// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/models/tensor_file.h"
#include "engine/strategies/inserted.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty_like.h>

#include <cmath>

namespace espalier {
namespace {

TrainingSetup checked(TrainingSetup setup) {
    const auto& training = setup.recipe.training;
    if (setup.train.size() == 0) {
        failBadInput("there are no rows to train on", "data.train", "import data with at least one labelled row a class");
    }
    if (training.batchSize < 1) failBadInput("the batch size must be at least 1", "training.batch_size");
    if (training.gradientAccumulation < 1) failBadInput("gradient accumulation must be at least 1", "training.gradient_accumulation");
    for (const auto& further : setup.further)
        if (further.train.size() == 0) failBadInput("there are no rows to train on", "multi_task.tasks: " + further.name, "check the split and the labels");
    return setup;
}

TaskStream taskStreamOf(const TrainingSetup& setup) {
    const auto& training = setup.recipe.training;
    const auto batches = [&](const ExampleSet& rows) {
        return BatchStream(rows.size(), training.batchSize, training.gradientAccumulation, training.seed);
    };
    std::vector<BatchStream> tasks {batches(setup.train)};
    for (const auto& further : setup.further) tasks.push_back(batches(further.train));
    const auto& mix = setup.recipe.multiTask;
    return {std::move(tasks), mix.sampling, mix.temperature, training.seed};
}

}

Trainer::Trainer(Model& model, const Strategy& strategy, const Task& task, TrainingSetup setup, CancellationToken token, EventSink sink) :
    m_model(model),
    m_strategy(strategy),
    m_setup(checked(std::move(setup))),
    m_token(std::move(token)),
    m_sink(sink ? std::move(sink) : [](const RunEvent&) { }),
    m_stream(taskStreamOf(m_setup)),
    m_best(m_setup.recipe.training.earlyStoppingMetric, m_setup.recipe.training.earlyStoppingPatience),
    m_scale(m_setup.productType == c10::ScalarType::Half),
    m_steps(m_stream.steps(m_setup.recipe.training.epochs)) {
    m_state.fingerprint = m_setup.fingerprint;
    m_state.microBatch = m_setup.recipe.training.batchSize;
    const bool several = !m_setup.further.empty();
    m_learners.push_back({.name = {}, .model = m_model, .task = task, .train = m_setup.train, .validation = m_setup.validation,
                          .test = m_setup.test, .weight = several ? m_setup.recipe.multiTask.weight : 1});
    for (auto& further : m_setup.further)
        m_learners.push_back({.name = further.name, .model = *further.model, .task = *further.task, .train = further.train,
                              .validation = further.validation, .test = further.test, .weight = further.weight});
}

TrainingResult Trainer::run() {
    prepare();
    announce();
    restore();
    cacheFeatures();
    measureGeneralBefore();
    if (m_setup.writeSamples && m_state.step == 0 && !m_setup.resume) m_setup.writeSamples(0);
    learn();
    return finish();
}

void Trainer::prepare() {
    auto groups = prepareModels();
    for (auto& group : groups) {
        const double steps = group.startEpoch * static_cast<double>(m_stream.stepsPerEpoch());
        group.startStep = std::max(group.startStep, static_cast<std::int64_t>(std::ceil(steps - 1e-6)));
    }
    m_anchor = std::make_unique<Anchor>(groups, m_setup.recipe.training.l2Sp);
    m_layers = std::make_unique<LayerMeter>(m_model.parameters(), groups);
    m_mixout = std::make_unique<Mixout>(groups, m_setup.recipe.training.mixout, m_setup.recipe.training.seed);
    m_optimizer = std::make_unique<Optimizer>(std::move(groups), makeUpdateRule(m_setup.recipe.training));
    for (auto& learner : m_learners) learner.loss = makeLoss(m_setup.recipe, learner.task, learner.train);
    for (const auto& group : m_optimizer->groups()) {
        for (const auto& parameter : group.parameters) m_weights[parameter.name] = parameter.value;
    }
    m_average = std::make_unique<WeightAverage>(m_weights, m_setup.recipe.training.emaDecay);
}

/// The strategy's groups, over all models; from here on these have one body. The first model comes last, so that what a
/// strategy draws anew is as it is without further tasks.
std::vector<ParameterGroup> Trainer::prepareModels() {
    std::vector<NamedGroups> further;
    for (auto& task : m_setup.further) further.emplace_back(task.name, m_strategy.prepare(*task.model, m_setup.recipe));
    auto groups = m_strategy.prepare(m_model, m_setup.recipe);
    if (!further.empty()) groups = joinGroups(groups, further);
    for (auto& learner : m_learners)
        if (&learner.model != &m_model) learner.body = std::make_unique<SharedBody>(m_model, learner.model);
    const auto& general = m_setup.general;
    if (!general || general->model == &m_model) return groups;
    // What was put into the body counts here, too; what learns of a head that is only asked does not matter.
    if (!insertedParameters(m_model).empty()) m_strategy.prepare(*general->model, m_setup.recipe);
    m_generalBody = std::make_unique<SharedBody>(m_model, *general->model);
    return groups;
}

void Trainer::announce() {
    std::int64_t trainable = 0, parameters = m_model.parameterCount();
    for (const auto& further : m_setup.further)
        for (const auto& parameter : further.model->parameters())
            if (parameter.isHead) parameters += parameter.value.numel();
    for (const auto& [name, weight] : m_weights) trainable += weight.numel();
    m_sink(RunStarted {.run = m_setup.run,
                       .model = m_setup.recipe.model,
                       .strategy = m_setup.recipe.strategy.kind,
                       .parameters = parameters,
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
    m_optimizer->resumeAfter(state.step, state.restartedAt, state.rested);
    m_best.restore(state.bestStep, state.bestValue, state.withoutGain, std::move(best));
    for (std::size_t i = 0; i < std::min(m_learners.size(), state.watchdogs.size()); ++i) m_learners[i].watchdog.restore(state.watchdogs[i]);
    m_scale.restore(state.lossScale);
    m_state = std::move(state);
    m_checkpointedStep = m_state.step;
    say("info", "The run goes on from its checkpoint after step " + std::to_string(m_state.step) + " of " + std::to_string(m_steps) + ".");
}

void Trainer::cacheFeatures() {
    if (!m_strategy.bodyIsFrozen() || allStepsDone()) return;
    say("info", "The body is frozen: what it makes of each text is computed once and kept, so there is no dropout in it.");
    FeaturesEvent progress;
    std::vector<std::pair<Learner*, ExampleSet*>> sets;
    for (auto& learner : m_learners)
        for (auto* set : {&learner.train, &learner.validation, &learner.test}) {
            sets.emplace_back(&learner, set);
            progress.rows += set->size();
        }
    Stopwatch sinceReport;
    for (const auto& [learner, set] : sets) {
        const Stopwatch watch;
        const auto proceed = [&](std::int64_t done) {
            if (sinceReport.seconds() >= 1) {
                m_sink(FeaturesEvent {.done = progress.done + done, .rows = progress.rows});
                sinceReport = {};
            }
            return mayContinue();
        };
        if (set->size() && !computeFeatures(learner->model, *set, learner->task.isPerToken(), m_setup.device, proceed)) return;
        progress.done += set->size();
        // The pass stands for what each step or evaluation would compute otherwise, so it counts as such.
        (set == &learner->train ? m_state.meters.featureSeconds : m_state.meters.evaluationSeconds) += watch.seconds();
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
                           .featureSeconds = meters.featureSeconds, .generalBefore = m_state.generalBefore};
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

}
