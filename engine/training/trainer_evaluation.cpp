// SPDX-License-Identifier: GPL-3.0-or-later
// How a run's tasks do: after some steps, and with the weights that are kept.
#include "engine/recipe/multi_task.h"
#include "engine/recipe/task_info.h"
#include "engine/training/trainer.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>

namespace espalier {
namespace {

constexpr std::int64_t kEvaluationBatch = 32;

}

std::int64_t Trainer::stepsBetweenEvaluations() const {
    const auto every = m_setup.recipe.training.evaluateEvery;
    return every > 0 ? every : m_stream.stepsPerEpoch();
}

/// Of all tasks, and of the general text.
std::int64_t Trainer::rowsOfEvaluation() const {
    std::int64_t rows = m_setup.general ? m_setup.general->rows.size() : 0;
    for (const auto& learner : m_learners) rows += learner.validation.size();
    return rows;
}

std::int64_t Trainer::rowsStillToEvaluate() const {
    const auto between = stepsBetweenEvaluations();
    const auto evaluations = m_steps / between - m_state.step / between + (m_steps % between ? 1 : 0) + (m_state.evaluationDue ? 1 : 0);
    std::int64_t rows = evaluations * rowsOfEvaluation();
    for (const auto& learner : m_learners) rows += learner.test.size();
    return rows;
}

std::optional<Evaluation> Trainer::evaluateSplit(Learner& learner, const ExampleSet& set, const Proceed& proceed) {
    auto evaluation = evaluateRows(learner.model, learner.task, set, m_setup.device, kEvaluationBatch, proceed);
    if (evaluation) {
        m_state.meters.evaluationSeconds += evaluation->seconds;
        m_state.meters.evaluatedRows += set.size();
    }
    return evaluation;
}

/// The masks that are drawn are those of an evaluation, which are always the same: the losses can be compared.
std::optional<EvaluationEvent> Trainer::evaluateGeneral(std::int64_t step, const Proceed& proceed) {
    const auto& general = *m_setup.general;
    const auto evaluation = evaluateRows(*general.model, *general.task, general.rows, m_setup.device, kEvaluationBatch, proceed);
    if (!evaluation) return std::nullopt;
    return EvaluationEvent {step, kGeneralSplit, evaluation->loss, evaluation->metrics};
}

void Trainer::measureGeneralBefore() {
    if (!m_setup.general || m_state.step > 0) return;
    const auto evaluation = evaluateGeneral(0, [this] { return mayContinue(); });
    if (!evaluation) return;
    m_state.generalBefore = evaluation->loss;
    m_sink(*evaluation);
}

/// All of it is told once all of it is made, so that one that is cut short is made, and told, anew.
void Trainer::evaluate() {
    m_optimizer->catchUp();
    const AveragedWeights averaged(*m_average);
    const auto proceed = [this] { return mayContinue(); };
    std::vector<std::optional<Evaluation>> evaluations;
    for (auto& learner : m_learners) {
        const bool any = learner.validation.size() > 0;
        evaluations.push_back(any ? evaluateSplit(learner, learner.validation, proceed) : std::nullopt);
        if (any && !evaluations.back()) return;
    }
    auto general = m_setup.general ? evaluateGeneral(m_state.step, proceed) : std::nullopt;
    if (m_setup.general && !general) return;
    for (std::size_t i = 0; i < evaluations.size(); ++i)
        if (const auto& one = evaluations[i]) m_sink(EvaluationEvent {m_state.step, "validation", one->loss, one->metrics, m_learners[i].name});
    if (general) m_sink(*general);
    for (const auto& one : evaluations)
        if (one && !std::isfinite(one->loss)) return rollBack("the validation loss is no longer a number after step " + std::to_string(m_state.step));
    judge(std::move(evaluations));
    if (!m_best.hasBest() || m_best.bestStep() == m_state.step) m_general = std::move(general);
}

/// What follows from an evaluation: the best step and an early end by the first task, what is to be said by each.
void Trainer::judge(std::vector<std::optional<Evaluation>> evaluations) {
    if (evaluations.front()) {
        m_best.offer(*evaluations.front(), m_state.step, m_weights);
        keepStep(*evaluations.front());
    }
    for (std::size_t i = 0; i < evaluations.size(); ++i) {
        if (!evaluations[i]) continue;
        auto& learner = m_learners[i];
        for (const auto& text : learner.watchdog.sawEvaluation(*evaluations[i], learner.task)) say(learner, text);
        if (m_best.bestStep() == m_state.step) learner.best = std::move(evaluations[i]);
    }
    m_state.evaluationDue = false;
    m_evaluatedSinceCheckpoint = true;
    if (m_best.exhausted() && m_state.step < m_steps) {
        m_state.stoppedEarly = true;
        say("info", "Stopped early: " + m_best.metric() + " has not improved for " + std::to_string(m_best.withoutGain())
                + " evaluations; the best weights are those of step " + std::to_string(m_best.bestStep()) + ".");
    }
}

/// Keeps the model as it is now where it is among the best, and lets go of the one that is not any more.
void Trainer::keepStep(const Evaluation& evaluation) {
    const auto wanted = static_cast<std::size_t>(m_setup.recipe.training.keepBest);
    if (wanted < 2 || !m_setup.saveStep || m_setup.checkpointFolder.empty()) return;
    auto& kept = m_state.kept;
    const double value = m_best.valueOf(evaluation);
    kept.push_back({m_state.step, value});
    const bool low = lowerIsBetter(m_best.metric());
    std::stable_sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) { return low ? a.value < b.value : a.value > b.value; });
    const auto folderOf = [&](std::int64_t step) { return m_setup.checkpointFolder.parent_path() / "best" / ("step-" + std::to_string(step)); };
    const std::int64_t dropped = kept.size() > wanted ? kept.back().step : 0;
    if (dropped) kept.pop_back();
    try {
        if (dropped != m_state.step) m_setup.saveStep(folderOf(m_state.step));
        if (dropped) std::filesystem::remove_all(folderOf(dropped));
    } catch (const Exception& exception) {
        say("warning", "Step " + std::to_string(m_state.step) + " could not be kept: " + describe(exception.error()));
    } catch (const std::filesystem::filesystem_error& exception) {
        say("warning", "Step " + std::to_string(m_state.step) + " could not be kept: " + exception.code().message());
    }
}

/// Puts the best weights in place and measures them; false where it was interrupted.
bool Trainer::evaluateAtTheEnd(TrainingResult& result) {
    m_optimizer->catchUp();
    {
        const at::NoGradGuard noGrad;
        for (const auto& [name, best] : m_best.hasBest() ? m_best.weights() : m_average->tensors()) m_weights.at(name).copy_(best);
    }
    if (m_setup.writeSamples) m_setup.writeSamples(result.bestStep);
    std::vector<Measured> measured(m_learners.size());
    for (std::size_t i = 0; i < measured.size(); ++i)
        if (!measure(m_learners[i], result.bestStep, measured[i])) return false;
    result.split = std::move(measured.front().split);
    result.metrics = std::move(measured.front().metrics);
    result.rows = std::move(measured.front().rows);
    result.further.assign(std::make_move_iterator(measured.begin() + 1), std::make_move_iterator(measured.end()));
    if (!m_setup.general) return true;
    if (!m_general || m_general->step != result.bestStep) {
        m_general = evaluateGeneral(result.bestStep, [this] { return notInterrupted(); });
        if (!m_general) return false;
        // One of the best weights was told when it was made.
        if (!m_best.hasBest()) m_sink(*m_general);
    }
    result.generalAfter = m_general->loss;
    return true;
}

/// How the weights that are kept do on the test data, or where there is none on the validation data.
bool Trainer::measure(Learner& learner, std::int64_t step, Measured& measured) {
    const bool test = learner.test.size() > 0;
    if (!test && learner.validation.size() == 0) return true;
    measured.split = test ? "test" : "validation";
    auto evaluation = test ? std::nullopt : std::move(learner.best);
    if (!evaluation) {
        evaluation = evaluateSplit(learner, test ? learner.test : learner.validation, [this] { return notInterrupted(); });
        if (!evaluation) return false;
        // A validation of the best weights was told when it was made.
        if (test || !m_best.hasBest()) m_sink(EvaluationEvent {step, measured.split, evaluation->loss, evaluation->metrics, learner.name});
    }
    measured.metrics = std::move(evaluation->metrics);
    measured.metrics["loss"] = evaluation->loss;
    measured.rows = std::move(evaluation->rows);
    return true;
}

}
