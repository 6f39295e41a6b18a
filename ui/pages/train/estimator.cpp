// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/estimator.h"

#include "ui/pages/common/ask.h"

namespace espalier {

namespace {

/// What memory and time depend on; other settings may change without a new measurement.
std::string costKey(Recipe recipe) {
    const Recipe standard;
    recipe.name.clear();
    for (const char* strength : {"decay", "alpha", "dropout", "rslora", "b_rate", "scale"})
        recipe.strategy.settings.erase(strength);
    Recipe::Training& training = recipe.training;
    training.learningRate = standard.training.learningRate;
    training.schedule = standard.training.schedule;
    training.warmupRatio = standard.training.warmupRatio;
    training.weightDecay = standard.training.weightDecay;
    training.maxGradNorm = standard.training.maxGradNorm;
    training.earlyStoppingPatience = standard.training.earlyStoppingPatience;
    training.earlyStoppingMetric = standard.training.earlyStoppingMetric;
    training.seed = standard.training.seed;
    return toJson(recipe).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}

Estimator::Estimator(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(700);
    connect(&m_rest, &QTimer::timeout, this, &Estimator::measureNow);
}

void Estimator::want(const Recipe& chosen) {
    m_wanted = {chosen};
    m_queue.clear();
    // What is being measured stays worth waiting for where it is the chosen one.
    if (!m_runningKey.empty() && m_runningKey != costKey(m_wanted.front())) {
        m_job.cancel();
        m_runningKey.clear();
    }
    if (const auto known = m_known.find(costKey(m_wanted.front())); known != m_known.end())
        Q_EMIT measured(m_wanted.front(), known->second);
    m_rest.start();
}

void Estimator::look(const Recipe& recipe) {
    if (m_wanted.empty()) return;
    const std::string key = costKey(recipe);
    if (const auto known = m_known.find(key); known != m_known.end()) {
        Q_EMIT measured(recipe, known->second);
        return;
    }
    for (const Recipe& wanted : m_wanted)
        if (costKey(wanted) == key) return;
    m_wanted.push_back(recipe);
    if (m_rest.isActive()) return; // it comes with the chosen one
    m_queue.push_back(recipe);
    if (m_runningKey.empty()) next();
}

void Estimator::measureNow() {
    m_rest.stop();
    m_queue.assign(m_wanted.begin(), m_wanted.end());
    if (m_runningKey.empty()) next();
}

void Estimator::cancel() {
    const bool wasChosen = !m_runningKey.empty() && !m_wanted.empty() && m_runningKey == costKey(m_wanted.front());
    m_rest.stop();
    m_queue.clear();
    m_job.cancel();
    m_runningKey.clear();
    if (m_wanted.size() > 1) m_wanted.resize(1);
    if (wasChosen) Q_EMIT failed({ErrorKind::Interrupted, "cancelled"});
}

void Estimator::next() {
    while (!m_queue.empty()) {
        const Recipe recipe = m_queue.front();
        m_queue.pop_front();
        const std::string key = costKey(recipe);
        const bool chosen = key == costKey(m_wanted.front());
        if (const auto known = m_known.find(key); known != m_known.end()) {
            Q_EMIT measured(recipe, known->second);
            continue;
        }
        m_runningKey = key;
        if (chosen) Q_EMIT started();
        askLatest(
            m_job, this, m_workspace,
            [recipe](Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
                return workspace.estimate(recipe, token);
            },
            [this, recipe, key, chosen](Result<Estimate> result) {
                m_runningKey.clear();
                if (result) {
                    m_known[key] = *result;
                    Q_EMIT measured(recipe, *result);
                } else if (chosen) {
                    // Where the chosen one can't be measured, its kin can't either.
                    m_queue.clear();
                    Q_EMIT failed(result.error());
                }
                next();
            });
        return;
    }
}

}
