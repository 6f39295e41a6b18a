// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/watchdog.h"

#include <cstdio>

namespace espalier {
namespace {

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
}

std::vector<std::string> Watchdog::sawEvaluation(const Evaluation& evaluation, const Task& task) {
    std::vector<std::string> said;
    const auto collapsed = task.choosesClass() ? collapsedClass(evaluation.rows) : -1;
    if (collapsed >= 0 && !m_state.saidCollapse) {
        m_state.saidCollapse = true;
        said.push_back("The model answers '" + task.labels()[static_cast<std::size_t>(collapsed)] + "' to every "
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
    m_state.lastTraining = training;
    m_state.lastValidation = evaluation.loss;
    m_state.lossSum = 0;
    m_state.steps = 0;
    ++m_state.evaluations;
    return said;
}

}
