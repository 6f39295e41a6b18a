// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include "ui/pages/common/ask.h"
#include "ui/pages/train/train_live.h"
#include "ui/pages/train/train_setup.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace espalier {

TrainPage::TrainPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->addLayout(m_stack = new QStackedLayout, 1); // a stacked layout by itself knows no margins
    build();
    connectTraining();
    Session& news = this->session();
    connect(&news, &Session::recipeRequested, this, [this](const Recipe& recipe) {
        m_setup->setRecipe(recipe);
        if (!this->session().training().isActive()) showSetup();
    });
    const auto reload = [this] {
        if (m_open) m_setup->reload();
    };
    connect(&news, &Session::datasetsChanged, this, reload);
    connect(&news, &Session::modelsChanged, this, reload);
}

void TrainPage::build() {
    m_setup = new TrainSetup(session());
    m_live = new TrainLive(session());
    m_stack->addWidget(m_setup);
    m_stack->addWidget(m_live);
    connect(m_setup, &TrainSetup::startRequested, this, [this](const Recipe& recipe) {
        m_setup->stopMeasuring();
        session().training().start(recipe);
    });
    connect(m_live, &TrainLive::newRunRequested, this, &TrainPage::showSetup);
}

void TrainPage::connectTraining() {
    TrainingController& training = session().training();
    connect(&training, &TrainingController::stateChanged, this, &TrainPage::stateChanged);
    connect(&training, &TrainingController::eventsArrived, this, [this] {
        if (m_open) m_live->catchUp();
    });
    connect(&training, &TrainingController::ended, this, [this](const RunRecord& record) {
        if (record.id == 0) return showSetup(); // cancelled before it was a run
        m_live->showEnded(record);
    });
    connect(&training, &TrainingController::failed, this, [this](const Error& error) {
        // What never became a run is cured in the form; what did is shown with its curves.
        if (session().training().run() == 0) {
            showSetup();
            m_setup->showError(error);
        } else
            m_live->showError(error);
    });
}

void TrainPage::stateChanged() {
    using State = TrainingController::State;
    const State before = m_state;
    m_state = session().training().state();
    if (before == State::Idle && m_state != State::Idle) {
        m_setup->stopMeasuring();
        m_live->begin();
        showLive();
    }
}

void TrainPage::showSetup() {
    m_stack->setCurrentWidget(m_setup);
    if (m_open) m_setup->reload();
}

void TrainPage::showLive() {
    m_stack->setCurrentWidget(m_live);
}

void TrainPage::opened() {
    m_open = true;
    if (m_stack->currentWidget() == m_setup)
        m_setup->reload();
    else
        m_live->catchUp();
}

void TrainPage::closed() {
    m_open = false;
    m_setup->stopMeasuring();
}

void TrainPage::retranslate() {
    const Recipe recipe = m_setup->recipe();
    const bool live = m_stack->currentWidget() == m_live;
    delete m_setup;
    delete m_live;
    build();
    m_setup->setRecipe(recipe);
    if (live && session().training().isActive()) {
        m_live->begin();
        showLive();
    }
    if (m_open) opened();
}

void TrainPage::themeChanged() {
    m_setup->themeChanged();
    m_live->themeChanged();
}

bool TrainPage::pose(int index) {
    if (index == 0)
        showSetup();
    else if (index == 1)
        session().training().isActive() ? showLive() : poseLastRun();
    return index <= 1;
}

void TrainPage::poseLastRun() {
    struct Past {
        RunRecord record;
        std::vector<RunEvent> events;
    };
    const auto load = [](Workspace& workspace) -> Result<Past> {
        return capture([&] {
            const auto runs = workspace.runs().value();
            for (auto run = runs.rbegin(); run != runs.rend(); ++run)
                if (run->status == "completed") return Past {*run, workspace.events(run->id).value()};
            failNotFound("no run has been completed yet");
        });
    };
    ask(this, workspace(), load, [this](Result<Past> past) {
        if (!past) return;
        m_live->showPast(past->record, past->events);
        showLive();
    });
}

}
