// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/watchdog.h"

#include <cstdio>

namespace espalier {
namespace {

constexpr std::int64_t kStartSteps = 10, kPatience = 3;
constexpr double kKeep = 0.9; // of the moving average, a step

/// The one class that was the answer everywhere though the truth has several; -1: there is none such.
std::int32_t collapsedClass(const std::vector<RowResult>& rows) {
    const Decision* first = nullptr;
    bool varied = false;
    for (const auto& row : rows) {
        for (const auto& decision : row.decisions) {
            if (!first) first = &decision;
            if (decision.predicted != first->predicted) return -1;
            varied = varied || decision.truth != first->truth;
        }
    }
    return varied ? first->predicted : -1;
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

}

void Watchdog::sawStep(double loss) {
    m_state.lossSum += loss;
    ++m_state.steps;
    if (m_state.startSteps < kStartSteps) {
        m_state.startLossSum += loss;
        ++m_state.startSteps;
    }
    m_state.average = kKeep * m_state.average + (1 - kKeep) * loss;
    m_state.averageWeight = kKeep * m_state.averageWeight + (1 - kKeep);
}

bool Watchdog::hasDiverged() const {
    if (m_state.startSteps < kStartSteps || m_state.averageWeight < 0.5) return false;
    const double start = m_state.startLossSum / static_cast<double>(m_state.startSteps);
    return m_state.average / m_state.averageWeight > 3 * start + 1;
}

void Watchdog::restart() {
    m_state.average = m_state.averageWeight = m_state.lossSum = 0;
    m_state.steps = 0;
}

/// True at the third evaluation in a row without progress, where the training loss stands as well.
bool Watchdog::standsStill(double validation, double training) {
    if (m_state.evaluations == 0 || validation < 0.995 * m_state.bestValidation) {
        m_state.bestValidation = validation;
        m_state.withoutProgress = 0;
        return false;
    }
    const bool trainingStands = training > 0.98 * m_state.lastTraining && training < 1.02 * m_state.lastTraining;
    m_state.withoutProgress = trainingStands ? m_state.withoutProgress + 1 : 0;
    return m_state.withoutProgress >= kPatience;
}

std::vector<std::string> Watchdog::sawEvaluation(const Evaluation& evaluation, const Task& task) {
    std::vector<std::string> said;
    const auto collapsed = task.choosesClass() ? collapsedClass(evaluation.rows) : -1;
    if (collapsed >= 0 && !m_state.saidCollapse) {
        m_state.saidCollapse = true;
        said.push_back("The model answers \"" + task.labels()[static_cast<std::size_t>(collapsed)] + "\" to every "
                       + (task.isPerToken() ? "word" : "text") + ": it has not learnt to tell the classes apart. If that stays, use a lower "
                         "learning rate, more epochs, or more rows of the other classes.");
    }
    const double training = m_state.steps ? m_state.lossSum / static_cast<double>(m_state.steps) : m_state.lastTraining;
    if (m_state.evaluations > 0 && evaluation.loss > m_state.lastValidation && training < m_state.lastTraining
        && !m_state.saidOverfitting) {
        m_state.saidOverfitting = true;
        said.push_back("The loss on the validation data rose to " + number(evaluation.loss) + " (from "
                       + number(m_state.lastValidation) + ") while the training loss fell to " + number(training)
                       + ": the model begins to learn the training texts by heart. The best weights so far are kept; "
                         "fewer epochs, more data or a lower learning rate may help.");
    }
    if (standsStill(evaluation.loss, training) && !m_state.saidPlateau) {
        m_state.saidPlateau = true;
        said.push_back("The loss has hardly moved over the last 3 evaluations (" + number(training) + " in training, "
                       + number(evaluation.loss) + " in validation): a plateau. If the score is not good enough, raise the "
                         "learning rate or let more of the model learn; else stop here and save the time.");
    }
    m_state.lastTraining = training;
    m_state.lastValidation = evaluation.loss;
    m_state.lossSum = 0;
    m_state.steps = 0;
    ++m_state.evaluations;
    return said;
}

}
