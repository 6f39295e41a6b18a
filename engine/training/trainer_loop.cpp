// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/linear.h"
#include "engine/recipe/schedule.h"
#include "engine/recipe/task_info.h"
#include "engine/training/gradients.h"
#include "engine/training/out_of_memory.h"
#include "engine/training/trainer.h"
#include "engine/training/word_pass.h"

#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace espalier {
namespace {

constexpr double kSecondsBetweenCheckpoints = 30;
constexpr std::int64_t kLayerReports = 40; // of a run, beside those at evaluations
constexpr auto kPausePoll = std::chrono::milliseconds(50);

std::string megabytes(std::int64_t bytes) {
    return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

/// What to tell of a checkpoint that could not be written: how much room is missing, where that is the reason.
std::string checkpointWarning(const std::string& reason, const std::filesystem::path& folder, std::int64_t needed) {
    std::error_code code;
    const auto space = std::filesystem::space(folder.parent_path(), code);
    std::string text = "The checkpoint could not be written (" + reason + "). ";
    if (!code && static_cast<std::int64_t>(space.available) < needed) {
        text += "The disk lacks " + megabytes(needed - static_cast<std::int64_t>(space.available)) + ": a checkpoint takes " + megabytes(needed) + ". ";
    }
    return text + "The run goes on and tries again later; the checkpoint before this one is kept.";
}

}

void Trainer::takeStep() {
    const Stopwatch watch;
    const auto& training = m_setup.recipe.training;
    const auto rows = m_stream.rowsOf(m_state.step);
    m_optimizer->beginStep();
    bringUpToDate(rows);
    const auto loss = [&] {
        const MixedWeights mixed(*m_mixout, m_state.step);
        return backwardInRange(rows);
    }();
    if (!loss) return;
    m_anchor->addGradients();
    const double gradNorm = gradientNorm(m_optimizer->groups());
    if (!std::isfinite(*loss) || !std::isfinite(gradNorm)) {
        return rollBack("the loss or its gradient is no longer a number at step " + std::to_string(m_state.step + 1));
    }
    const bool showLayers = layersDue(m_state.step + 1);
    if (showLayers) m_layers->readGradients();
    const double rate = rateOfStep();
    m_optimizer->step(rate, clippingScale(gradNorm, training.maxGradNorm));
    releaseGradients(m_optimizer->groups());

    ++m_state.step;
    if (m_average->isOn()) {
        m_optimizer->catchUp(); // the average is of every row
        m_average->update(m_state.step);
    }
    const auto between = stepsBetweenEvaluations();
    m_state.evaluationDue = m_setup.validation.size() > 0 && (m_state.step % between == 0 || m_state.step == m_steps);
    m_watchdog.sawStep(*loss);
    auto& meters = m_state.meters;
    ++meters.steps;
    meters.rows += static_cast<std::int64_t>(rows.size());
    for (const auto row : rows) meters.tokens += static_cast<std::int64_t>(m_setup.train.examples[static_cast<std::size_t>(row)].ids.size());
    meters.stepSeconds += watch.seconds();
    reportStep(rate, *loss, gradNorm);
    if (showLayers) reportLayers();
    if (m_watchdog.hasDiverged()) rollBack("the loss is more than three times what it was at the beginning, after step " + std::to_string(m_state.step));
    else if (m_setup.maxSeconds > 0 && meters.trainSeconds() >= m_setup.maxSeconds && m_state.step < m_steps) {
        m_state.stoppedEarly = true;
        m_state.evaluationDue = m_setup.validation.size() > 0;
        say("info", "The time is used up after step " + std::to_string(m_state.step) + ".");
    }
}

/// Lets the optimizer catch up on the word embeddings that `rows` are about to read; none where their features are cached.
void Trainer::bringUpToDate(const std::vector<std::int64_t>& rows) {
    if (m_setup.train.features.defined()) return;
    std::vector<std::int32_t> ids;
    if (const LanguageTask* language = m_task.asLanguage()) {
        const WordBatch batch = language->batch(m_setup.train.examples, rows, drawOfStep());
        ids = batch.input.ids;
        ids.insert(ids.end(), batch.decoder.ids.begin(), batch.decoder.ids.end());
        return m_optimizer->beforeRead(ids);
    }
    for (const auto row : rows) {
        const auto& more = m_setup.train.examples[static_cast<std::size_t>(row)].ids;
        ids.insert(ids.end(), more.begin(), more.end());
    }
    m_optimizer->beforeRead(ids);
}

/// Gradients of the mean loss over the targets of `rows`, in micro-batches; returns that loss, or nothing where the run is to stop.
std::optional<double> Trainer::backward(const std::vector<std::int64_t>& rows) {
    const auto& training = m_setup.recipe.training;
    const auto count = static_cast<std::int64_t>(rows.size());
    const auto targetCount = std::max<std::int64_t>(1, targetsOf(rows));
    double total = 0;
    for (std::int64_t offset = 0; offset < count; offset += m_state.microBatch) {
        if (offset > 0 && m_token.stopRequested()) return std::nullopt;
        const std::vector<std::int64_t> part(rows.begin() + offset, rows.begin() + std::min(offset + m_state.microBatch, count));
        // No two micro-batches of a run share a step number, so no two share a dropout mask.
        const ForwardOptions options {.training = true, .dropout = training.dropout, .seed = training.seed,
                                      .step = m_state.step * training.batchSize * training.gradientAccumulation + offset,
                                      .layerDrop = training.layerDrop, .checkpoints = training.gradientCheckpointing};
        const auto loss = lossOf(part, options).div(static_cast<double>(targetCount));
        if (!loss.requires_grad()) continue; // of these rows no word was drawn
        (m_scale.isOn() ? loss.mul(m_scale.factor()) : loss).backward();
        total += loss.item<double>();
    }
    return total;
}

/// How many losses a step over `rows` adds up.
std::int64_t Trainer::targetsOf(const std::vector<std::int64_t>& rows) const {
    const LanguageTask* language = m_task.asLanguage();
    if (!language) return m_task.targetCount(m_setup.train.examples, rows);
    return std::ssize(language->batch(m_setup.train.examples, rows, drawOfStep()).targets);
}

/// Sum of the losses of `rows`, by one pass or, with R-Drop, by two whose dropout differs.
at::Tensor Trainer::lossOf(const std::vector<std::int64_t>& rows, const ForwardOptions& options) {
    const nn::ProductPrecision precision(m_setup.productType);
    if (const LanguageTask* language = m_task.asLanguage()) {
        const WordBatch batch = language->batch(m_setup.train.examples, rows, drawOfStep());
        return batch.targets.empty() ? at::zeros({}) : wordLoss(m_model, batch, m_setup.device, options);
    }
    const auto logits = [&](const ForwardOptions& how) { return forwardRows(m_model, m_setup.train, rows, m_setup.device, how); };
    const auto targets = m_task.targets(m_setup.train.examples, rows).to(m_setup.device);
    const auto first = logits(options);
    if (!m_loss->needsTwoPasses()) return m_loss->sum(first, targets);
    auto other = options;
    other.seed = ~options.seed;
    return m_loss->sum(first, logits(other), targets);
}

/// As backward(), with smaller micro-batches as long as the memory does not suffice. The rows of a step stay the same.
std::optional<double> Trainer::backwardInMemory(const std::vector<std::int64_t>& rows) {
    for (;;) {
        try {
            const auto loss = backward(rows);
            if (!loss) releaseGradients(m_optimizer->groups());
            return loss;
        } catch (const std::exception& exception) {
            if (!isOutOfMemory(exception)) throw;
            releaseGradients(m_optimizer->groups());
        }
        if (m_state.microBatch == 1) {
            m_failure = "out of memory even with one text at a time; use a smaller model, a shorter maximum length, or close other programs";
            return std::nullopt;
        }
        m_state.microBatch = (m_state.microBatch + 1) / 2;
        say("warning", "There was not enough memory: the batch is now computed " + std::to_string(m_state.microBatch)
                + " texts at a time. What is learnt from each batch stays the same.");
    }
}

/// As backwardInMemory(), with a smaller factor on the loss as long as a gradient does not fit into 16 bits.
std::optional<double> Trainer::backwardInRange(const std::vector<std::int64_t>& rows) {
    for (;;) {
        const auto loss = backwardInMemory(rows);
        if (!loss || !m_scale.isOn() || !std::isfinite(*loss)) return loss;
        if (std::isfinite(gradientNorm(m_optimizer->groups()))) {
            scaleGradients(m_optimizer->groups(), 1 / m_scale.factor());
            m_scale.sawGoodStep();
            return loss;
        }
        if (!m_scale.shrink()) return loss;
        releaseGradients(m_optimizer->groups());
    }
}

/// The learning rate of the step that is being made.
double Trainer::rateOfStep() const {
    if (m_setup.rateAt) return m_setup.rateAt(m_state.step);
    const auto& training = m_setup.recipe.training;
    return training.learningRate * std::pow(0.1, m_state.rollbacks) * scheduleFactor(training, m_state.step, m_steps);
}

void Trainer::reportStep(double rate, double loss, double gradNorm) {
    const auto& meters = m_state.meters;
    m_sink(StepEvent {.step = m_state.step,
                      .epoch = static_cast<double>(m_state.step) / static_cast<double>(m_stream.stepsPerEpoch()),
                      .loss = loss,
                      .learningRates = m_optimizer->learningRates(rate),
                      .gradNorm = gradNorm,
                      .samplesPerSecond = meters.samplesPerSecond(),
                      .tokensPerSecond = meters.tokensPerSecond(),
                      .etaSeconds = meters.remaining(m_steps - m_state.step, rowsStillToEvaluate()),
                      .memoryBytes = residentBytes(),
                      .seconds = meters.trainSeconds()});
}

/// At the first step, with each evaluation, and some times in between.
bool Trainer::layersDue(std::int64_t step) const {
    const auto every = std::max<std::int64_t>(10, (m_steps + kLayerReports - 1) / kLayerReports);
    return step == 1 || step == m_steps || step % every == 0 || step % stepsBetweenEvaluations() == 0;
}

void Trainer::reportLayers() {
    m_optimizer->catchUp();
    m_sink(m_layers->report(m_state.step));
}

std::int64_t Trainer::stepsBetweenEvaluations() const {
    const auto every = m_setup.recipe.training.evaluateEvery;
    return every > 0 ? every : m_stream.stepsPerEpoch();
}

std::int64_t Trainer::rowsStillToEvaluate() const {
    const auto between = stepsBetweenEvaluations();
    const auto evaluations = m_steps / between - m_state.step / between + (m_steps % between ? 1 : 0) + (m_state.evaluationDue ? 1 : 0);
    return evaluations * m_setup.validation.size() + m_setup.test.size();
}

void Trainer::evaluate() {
    m_optimizer->catchUp();
    const AveragedWeights averaged(*m_average);
    auto evaluation = evaluateSplit(m_setup.validation, [this] { return mayContinue(); });
    if (!evaluation) return;
    m_sink(EvaluationEvent {m_state.step, "validation", evaluation->loss, evaluation->metrics});
    if (!std::isfinite(evaluation->loss)) {
        return rollBack("the validation loss is no longer a number after step " + std::to_string(m_state.step));
    }
    m_best.offer(*evaluation, m_state.step, m_weights);
    keepStep(*evaluation);
    for (const auto& text : m_watchdog.sawEvaluation(*evaluation, m_task)) say("warning", text);
    if (m_best.bestStep() == m_state.step) m_bestEvaluation = std::move(evaluation);
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
        if (dropped != m_state.step) m_setup.saveStep(m_model, folderOf(m_state.step));
        if (dropped) std::filesystem::remove_all(folderOf(dropped));
    } catch (const Exception& exception) {
        say("warning", "Step " + std::to_string(m_state.step) + " could not be kept: " + describe(exception.error()));
    } catch (const std::filesystem::filesystem_error& exception) {
        say("warning", "Step " + std::to_string(m_state.step) + " could not be kept: " + exception.code().message());
    }
}

void Trainer::checkpointWhenDue() {
    const auto every = m_setup.recipe.training.checkpointEvery;
    const bool due = every > 0 ? !m_state.evaluationDue && m_state.step % every == 0 && m_state.step != m_checkpointedStep
                               : m_evaluatedSinceCheckpoint || m_sinceCheckpoint.seconds() >= kSecondsBetweenCheckpoints;
    if (due) checkpoint();
}

void Trainer::checkpoint() {
    m_evaluatedSinceCheckpoint = false;
    if (m_setup.checkpointFolder.empty()) return;
    m_optimizer->catchUp();
    m_state.bestStep = m_best.bestStep();
    m_state.bestValue = m_best.bestValue();
    m_state.withoutGain = m_best.withoutGain();
    m_state.watchdog = m_watchdog.state();
    m_state.lossScale = m_scale.state();
    const CheckpointTensors tensors {.weights = m_weights, .optimizer = m_optimizer->state(), .best = m_best.weights(), .average = m_average->tensors()};
    try {
        writeCheckpoint(m_setup.checkpointFolder, m_state, tensors);
        m_checkpointedStep = m_state.step;
        m_sink(CheckpointEvent {m_state.step});
    } catch (const Exception& exception) {
        say("warning", checkpointWarning(exception.error().message, m_setup.checkpointFolder, tensors.bytes()));
    } catch (const std::filesystem::filesystem_error& exception) {
        say("warning", checkpointWarning(exception.code().message(), m_setup.checkpointFolder, tensors.bytes()));
    }
    m_sinceCheckpoint = {};
}

/// False once the run is to end; holds while it is paused, after a checkpoint, since a pause may become an end.
bool Trainer::mayContinue() {
    if (m_token.requested() == CancellationToken::Request::Pause) {
        if (m_checkpointedStep != m_state.step) checkpoint();
        say("info", "Paused after step " + std::to_string(m_state.step) + ".");
        while (m_token.requested() == CancellationToken::Request::Pause) std::this_thread::sleep_for(kPausePoll);
        if (!m_token.stopRequested()) say("info", "Going on.");
    }
    return !m_token.stopRequested();
}

}
