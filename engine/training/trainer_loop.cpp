// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/linear.h"
#include "engine/recipe/schedule.h"
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
    const auto whose = m_stream.turnOf(m_state.step);
    const Turn turn {m_learners[whose.task], m_stream.rowsOf(whose)};
    auto& learner = turn.learner;
    m_optimizer->beginStep();
    if (learner.body) learner.body->follow();
    bringUpToDate(turn);
    const auto loss = [&] {
        const MixedWeights mixed(*m_mixout, m_state.step);
        return backwardInRange(turn);
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
    m_optimizer->step(rate, clippingScale(gradNorm, training.maxGradNorm), static_cast<int>(whose.task));
    releaseGradients(m_optimizer->groups());

    ++m_state.step;
    if (m_average->isOn()) {
        m_optimizer->catchUp(); // the average is of every row
        m_average->update(m_state.step);
    }
    const auto between = stepsBetweenEvaluations();
    m_state.evaluationDue = rowsOfEvaluation() > 0 && (m_state.step % between == 0 || m_state.step == m_steps);
    learner.watchdog.sawStep(*loss);
    auto& meters = m_state.meters;
    ++meters.steps;
    meters.rows += std::ssize(turn.rows);
    for (const auto row : turn.rows) meters.tokens += std::ssize(learner.train.examples[static_cast<std::size_t>(row)].ids);
    meters.stepSeconds += watch.seconds();
    reportStep(turn, rate, *loss, gradNorm);
    if (showLayers) reportLayers();
    if (learner.watchdog.hasDiverged()) rollBack("the loss is more than three times what it was at the beginning, after step " + std::to_string(m_state.step));
    else if (m_setup.maxSeconds > 0 && meters.trainSeconds() >= m_setup.maxSeconds && m_state.step < m_steps) {
        m_state.stoppedEarly = true;
        m_state.evaluationDue = rowsOfEvaluation() > 0;
        say("info", "The time is used up after step " + std::to_string(m_state.step) + ".");
    }
}

/// Lets the optimizer catch up on the word embeddings that the step is about to read; none where features are cached.
void Trainer::bringUpToDate(const Turn& turn) {
    const auto& train = turn.learner.train;
    if (train.features.defined()) return;
    std::vector<std::int32_t> ids;
    if (const LanguageTask* language = turn.learner.task.asLanguage()) {
        const WordBatch batch = language->batch(train.examples, turn.rows, drawOfStep());
        ids = batch.input.ids;
        ids.insert(ids.end(), batch.decoder.ids.begin(), batch.decoder.ids.end());
        return m_optimizer->beforeRead(ids);
    }
    for (const auto row : turn.rows) {
        const auto& more = train.examples[static_cast<std::size_t>(row)].ids;
        ids.insert(ids.end(), more.begin(), more.end());
    }
    m_optimizer->beforeRead(ids);
}

/// Gradients of the mean loss over the targets of the step times its task's weight, in micro-batches; returns that loss
/// without the weight, or nothing where the run is to stop.
std::optional<double> Trainer::backward(const Turn& turn) {
    const auto& training = m_setup.recipe.training;
    const auto& rows = turn.rows;
    const double factor = m_scale.factor() * turn.learner.weight;
    const auto count = static_cast<std::int64_t>(rows.size());
    const auto targetCount = std::max<std::int64_t>(1, targetsOf(turn));
    double total = 0;
    for (std::int64_t offset = 0; offset < count; offset += m_state.microBatch) {
        if (offset > 0 && m_token.stopRequested()) return std::nullopt;
        const Turn part {turn.learner, {rows.begin() + offset, rows.begin() + std::min(offset + m_state.microBatch, count)}};
        // No two micro-batches of a run share a step number, so no two share a dropout mask.
        const ForwardOptions options {.training = true, .dropout = training.dropout, .seed = training.seed,
                                      .step = m_state.step * training.batchSize * training.gradientAccumulation + offset,
                                      .layerDrop = training.layerDrop, .checkpoints = training.gradientCheckpointing};
        const auto loss = lossOf(part, options).div(static_cast<double>(targetCount));
        if (!loss.requires_grad()) continue; // of these rows no word was drawn
        (factor == 1 ? loss : loss.mul(factor)).backward();
        total += loss.item<double>();
    }
    if (turn.learner.body) turn.learner.body->collect();
    return total;
}

/// How many losses a step adds up.
std::int64_t Trainer::targetsOf(const Turn& turn) const {
    const auto& [learner, rows] = turn;
    const LanguageTask* language = learner.task.asLanguage();
    if (!language) return learner.task.targetCount(learner.train.examples, rows);
    return std::ssize(language->batch(learner.train.examples, rows, drawOfStep()).targets);
}

/// Sum of the losses of a step's rows, by one pass or, with R-Drop, by two whose dropout differs.
at::Tensor Trainer::lossOf(const Turn& turn, const ForwardOptions& options) {
    const nn::ProductPrecision precision(m_setup.productType);
    auto& learner = turn.learner;
    const auto& rows = turn.rows;
    if (const LanguageTask* language = learner.task.asLanguage()) {
        const WordBatch batch = language->batch(learner.train.examples, rows, drawOfStep());
        return batch.targets.empty() ? at::zeros({}) : wordLoss(learner.model, batch, m_setup.device, options);
    }
    const auto logits = [&](const ForwardOptions& how) { return forwardRows(learner.model, learner.train, rows, m_setup.device, how); };
    const auto targets = learner.task.targets(learner.train.examples, rows).to(m_setup.device);
    const auto first = logits(options);
    const auto& loss = *learner.loss;
    if (!loss.needsTwoPasses()) return loss.sum(first, targets);
    auto other = options;
    other.seed = ~options.seed;
    return loss.sum(first, logits(other), targets);
}

/// As backward(), with smaller micro-batches as long as the memory does not suffice. The rows of a step stay the same.
std::optional<double> Trainer::backwardInMemory(const Turn& turn) {
    for (;;) {
        try {
            const auto loss = backward(turn);
            if (!loss) dropGradients();
            return loss;
        } catch (const std::exception& exception) {
            if (!isOutOfMemory(exception)) throw;
            dropGradients();
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
std::optional<double> Trainer::backwardInRange(const Turn& turn) {
    for (;;) {
        const auto loss = backwardInMemory(turn);
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

/// Of a step that is not finished.
void Trainer::dropGradients() {
    releaseGradients(m_optimizer->groups());
    for (auto& learner : m_learners)
        if (learner.body) learner.body->drop();
}

/// The learning rate of the step that is being made.
double Trainer::rateOfStep() const {
    if (m_setup.rateAt) return m_setup.rateAt(m_state.step);
    const auto& training = m_setup.recipe.training;
    return training.learningRate * std::pow(0.1, m_state.rollbacks) * scheduleFactor(training, m_state.step, m_steps);
}

void Trainer::reportStep(const Turn& turn, double rate, double loss, double gradNorm) {
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
                      .seconds = meters.trainSeconds(),
                      .task = turn.learner.name});
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
    m_state.watchdogs.clear();
    for (const auto& learner : m_learners) m_state.watchdogs.push_back(learner.watchdog.state());
    m_state.rested = m_optimizer->rested();
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
