// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/session.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"

namespace espalier {

Session::Session(std::unique_ptr<Workspace> workspace, QObject* parent) :
    QObject(parent), m_workspace(std::move(workspace)), m_training(new TrainingController(*m_workspace, this)) {
    connect(m_training, &TrainingController::failed, this, &Session::runsChanged);
    connect(m_training, &TrainingController::ended, this, &Session::runsChanged);
    connect(m_training, &TrainingController::raceEnded, this, &Session::runsChanged);
    connect(m_training, &TrainingController::queueChanged, this, &Session::queueChanged);
    connect(m_training, &TrainingController::stateChanged, this, [this] {
        if (m_training->state() == TrainingController::State::Running) announceRunsChanged();
    });
}

Session::~Session() {
    delete m_training;      // waits for its checkpoint while the workspace is still there
    Job::shutDown();
}

void Session::startSample(const QString& id) {
    if (m_training->isActive()) {
        Q_EMIT failed({ErrorKind::Usage, toStdString(tr("a run is going already")), {}, toStdString(tr("stop it first, or wait until it is done"))});
        return;
    }
    Job::run<Recipe>(
        this, [this, id = toStdString(id)](const CancellationToken& token, const ProgressSink&) { return m_workspace->prepareSample(id, token); },
        [this](Result<Recipe> recipe) {
            if (!recipe) {
                Q_EMIT failed(recipe.error());
                return;
            }
            announceDatasetsChanged();
            useInRun(*recipe);
            m_training->start(*recipe);
            showPage(QStringLiteral("train"));
        });
}

}
