// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include "ui/pages/common/ask.h"
#include "ui/pages/train/race_view.h"
#include "ui/pages/train/search_view.h"
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
    m_race = new RaceView(session());
    m_stack->addWidget(m_live);
    m_stack->addWidget(m_race);
    m_stack->addWidget(m_search = new SearchView(session()));
    connect(m_setup, &TrainSetup::startRequested, this, [this](const Recipe& recipe) {
        m_setup->stopMeasuring();
        session().training().start(recipe);
    });
    connect(m_setup, &TrainSetup::raceRequested, this, [this](const Recipe& recipe, const RaceOptions& options) {
        m_setup->stopMeasuring();
        session().training().startRace(recipe, options);
    });
    connect(m_setup, &TrainSetup::groupRequested, this, [this](const std::vector<Recipe>& recipes) {
        m_setup->stopMeasuring();
        session().training().startGroup(recipes);
    });
    connect(m_setup, &TrainSetup::searchRequested, this, [this](const SearchPlan& plan) {
        m_setup->stopMeasuring();
        session().training().startSearch(plan);
    });
    connect(m_search, &SearchView::newRunRequested, this, &TrainPage::showSetup);
    connect(m_live, &TrainLive::newRunRequested, this, &TrainPage::showSetup);
    connect(m_race, &RaceView::newRunRequested, this, &TrainPage::showSetup);
}

void TrainPage::connectTraining() {
    TrainingController& training = session().training();
    connect(&training, &TrainingController::stateChanged, this, &TrainPage::stateChanged);
    connect(&training, &TrainingController::eventsArrived, this, [this] {
        if (!m_open) return;
        if (session().training().kind() == TrainingController::Kind::Search) m_search->catchUp();
        else m_live->catchUp();
    });
    connect(&training, &TrainingController::anotherBegan, this, [this] {
        if (session().training().kind() == TrainingController::Kind::Group) m_live->begin();
    });
    connect(&training, &TrainingController::searchProgressed, this, [this] {
        if (m_open) m_search->catchUp();
    });
    connect(&training, &TrainingController::searchEnded, this, [this](const QString& why) { m_search->showEnded(why); });
    connect(&training, &TrainingController::raceEventsArrived, this, [this] {
        if (m_open) m_race->catchUp();
    });
    connect(&training, &TrainingController::raceEnded, this, [this](const RaceTable& table) { m_race->showEnded(table); });
    connect(&training, &TrainingController::ended, this, [this](const RunRecord& record) {
        if (record.id == 0) return showSetup(); // cancelled before it was a run
        m_live->showEnded(record);
    });
    connect(&training, &TrainingController::failed, this, [this](const Error& error) {
        // What never became a run is cured in the form; what did is shown with its curves.
        if (session().training().run() == 0) {
            showSetup();
            m_setup->showError(error);
        } else if (session().training().kind() == TrainingController::Kind::Race)
            m_race->showError(error);
        else if (session().training().kind() == TrainingController::Kind::Search)
            m_search->showError(error);
        else
            m_live->showError(error);
    });
}

void TrainPage::stateChanged() {
    using State = TrainingController::State;
    const State before = m_state;
    m_state = session().training().state();
    if (before == State::Idle && m_state != State::Idle) {
        m_setup->stopMeasuring();
        beginLive();
        showLive();
    }
}

void TrainPage::beginLive() {
    const auto kind = session().training().kind();
    if (kind == TrainingController::Kind::Race) m_race->begin();
    else if (kind == TrainingController::Kind::Search) m_search->begin();
    else m_live->begin();
}

void TrainPage::showSetup() {
    m_stack->setCurrentWidget(m_setup);
    if (m_open) m_setup->reload();
}

void TrainPage::showLive() {
    const TrainingController& training = session().training();
    QWidget* shown = m_live;
    if (training.isActive() && training.kind() == TrainingController::Kind::Race) shown = m_race;
    if (training.isActive() && training.kind() == TrainingController::Kind::Search) shown = m_search;
    m_stack->setCurrentWidget(shown);
}

void TrainPage::opened() {
    m_open = true;
    if (m_stack->currentWidget() == m_setup)
        m_setup->reload();
    else if (m_stack->currentWidget() == m_race)
        m_race->catchUp();
    else if (m_stack->currentWidget() == m_search)
        m_search->catchUp();
    else
        m_live->catchUp();
}

void TrainPage::closed() {
    m_open = false;
    m_setup->stopMeasuring();
}

void TrainPage::retranslate() {
    const Recipe recipe = m_setup->recipe();
    const Repeats repeats = m_setup->repeats();
    const bool live = m_stack->currentWidget() != m_setup;
    delete m_setup;
    delete m_live;
    delete m_race;
    delete m_search;
    build();
    m_setup->setRecipe(recipe);
    m_setup->setRepeats(repeats);
    if (live && session().training().isActive()) {
        beginLive();
        showLive();
    }
    if (m_open) opened();
}

void TrainPage::themeChanged() {
    m_setup->themeChanged();
    m_live->themeChanged();
    m_race->themeChanged();
    m_search->themeChanged();
}

bool TrainPage::pose(int index) {
    if (index == 0)
        showSetup();
    else if (index == 1)
        session().training().isActive() ? showLive() : poseLastRun();
    else if (index == 2)
        poseLastRace();
    return index <= 2;
}

void TrainPage::poseLastRace() {
    struct Past {
        RaceTable table;
        Recipe recipe;
        std::vector<RaceEvent> events;
    };
    const auto load = [](Workspace& workspace) -> Result<Past> {
        return capture([&] {
            Past past;
            const auto runs = workspace.runs().value();
            for (const RunRecord& run : runs)
                if (run.group.starts_with("race-")) past.table.group = run.group;
            past.table = workspace.raceTable(past.table.group).value();
            for (const RunRecord& run : runs) {
                if (run.group != past.table.group) continue;
                past.recipe = run.recipe;
                for (const RunEvent& event : workspace.events(run.id).value())
                    past.events.push_back({run.group, run.recipe.strategy.kind, run.id, event});
            }
            return past;
        });
    };
    ask(this, workspace(), load, [this](Result<Past> past) {
        if (!past) return;
        m_race->showPast(past->recipe, past->table, past->events);
        m_stack->setCurrentWidget(m_race);
    });
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
