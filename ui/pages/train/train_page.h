// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/training_controller.h"
#include "ui/shell/page.h"

class QStackedLayout;

namespace espalier {

class RaceView;
class SearchView;
class TrainLive;
class TrainSetup;

/// Train: a recipe as a form, and then the run as it learns.
class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("train"); }
    QString title() const override { return tr("&Train"); }
    QString iconName() const override { return QStringLiteral("chart"); }
    void opened() override;
    void closed() override;
    void retranslate() override;
    void themeChanged() override;
    bool pose(int index) override; ///< 0: setting up, 1: the run in progress or the last one, 2: the last race

private:
    void build();
    void connectTraining();
    void showSetup();
    void showLive(); ///< the run in progress, the race or the search
    void beginLive();
    void stateChanged();
    void poseLastRun();
    void poseLastRace();

    QStackedLayout* m_stack;
    TrainSetup* m_setup = nullptr;
    TrainLive* m_live = nullptr;
    RaceView* m_race = nullptr;
    SearchView* m_search = nullptr;
    TrainingController::State m_state = TrainingController::State::Idle;
    bool m_open = false;
};

}
