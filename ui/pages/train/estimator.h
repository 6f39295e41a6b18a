// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/bridge/job.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <string>

namespace espalier {

/// Measures recipes by dry runs: the chosen one, then others that the user looks at, one at a time; what was measured is
/// remembered, so going back and forth between strategies costs nothing.
class Estimator : public QObject {
    Q_OBJECT
public:
    explicit Estimator(Workspace& workspace, QObject* parent = nullptr);
    void want(const Recipe& chosen); ///< measures it once the user's hand rests
    void look(const Recipe& recipe); ///< measures another one after what is wanted
    void forget() { cancel(), m_wanted.clear(); } ///< nothing is wanted any more
    void measureNow(); ///< what is wanted, without waiting, after a cancel or a failure too
    void cancel();

Q_SIGNALS:
    void started(); ///< the chosen recipe is being measured
    void measured(const espalier::Recipe& recipe, const espalier::Estimate& estimate);
    void failed(const espalier::Error& error); ///< the chosen recipe

private:
    void next();

    Workspace& m_workspace;
    QTimer m_rest;
    LatestJob m_job;
    std::vector<Recipe> m_wanted;
    std::deque<Recipe> m_queue;
    std::string m_runningKey;
    std::map<std::string, Estimate> m_known;
};

}
