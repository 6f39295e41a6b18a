// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/job.h"
#include "engine/workspace/workspace.h"

#include <QObject>
#include <QString>

#include <memory>

namespace espalier {

class TrainingController;

/// What every page is given: the workspace, the run in progress, and the news that pages tell each other.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(std::unique_ptr<Workspace> workspace, QObject* parent = nullptr);
    ~Session() override;

    Workspace& workspace() { return *m_workspace; }
    TrainingController& training() { return *m_training; }

    // Each tells the pages by the signal below; pages change the workspace through jobs and then call these.
    void announceDatasetsChanged() { Q_EMIT datasetsChanged(); }
    void announceModelsChanged() { Q_EMIT modelsChanged(); }
    void announceRunsChanged() { Q_EMIT runsChanged(); }
    void announceQueueChanged() { Q_EMIT queueChanged(); }
    void announceTriesChanged() { Q_EMIT triesChanged(); }

    /// Something is asked of the network, or no more; so many models were downloaded since the start.
    void announceNetwork(bool inUse, int downloads) { Q_EMIT networkChanged(inUse, downloads); }

    // Going somewhere with something in hand.
    void showPage(const QString& id) { Q_EMIT pageRequested(id); }
    void showDataset(const QString& name) { Q_EMIT datasetRequested(name); }    ///< Data page opens it
    void importFile(const QString& path) { Q_EMIT importRequested(path); }      ///< Data page previews it
    void useInRun(const Recipe& recipe) { Q_EMIT recipeRequested(recipe); }     ///< Train page is filled in
    void showRun(qint64 run) { Q_EMIT runRequested(run); }                      ///< Runs page selects it
    /// Playground: what the model answers to the text; `task` decides the tab.
    void tryModel(const QString& reference, const QString& text, const QString& task) { Q_EMIT tryRequested(reference, text, task); }
    void startSample(const QString& id);    ///< prepares the sample's data, starts its run, shows Train; errors via failed()

Q_SIGNALS:
    void datasetsChanged();
    void modelsChanged();
    void runsChanged();
    void triesChanged();
    void queueChanged();
    void networkChanged(bool inUse, int downloads);
    void pageRequested(const QString& id);
    void datasetRequested(const QString& name);
    void importRequested(const QString& path);
    void recipeRequested(const espalier::Recipe& recipe);
    void runRequested(qint64 run);
    void tryRequested(const QString& reference, const QString& text, const QString& task);
    void failed(const espalier::Error& error);     ///< shown as a banner by the shell

private:
    std::unique_ptr<Workspace> m_workspace;
    TrainingController* m_training = nullptr;
};

}
