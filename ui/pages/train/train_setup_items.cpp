// SPDX-License-Identifier: GPL-3.0-or-later
// How TrainSetup's recipe becomes a run, several as one item, an item of the queue or a search; and the test of rates.
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/train/race_bar.h"
#include "ui/pages/train/rate_finder.h"
#include "ui/pages/train/search_bar.h"
#include "ui/pages/train/settings_form.h"
#include "ui/pages/train/train_setup.h"

namespace espalier {

void TrainSetup::connectItems() {
    connect(m_find, &QPushButton::clicked, this, &TrainSetup::findRate);
    connect(m_form, &SettingsForm::moreShown, m_repeat, &QWidget::setVisible);
    connect(m_repeat, &RepeatFields::changed, this, &TrainSetup::recipeEdited);
    connect(m_searching, &QPushButton::clicked, this, [this] { setSearching(true); });
    connect(m_searchBar, &SearchBar::closed, this, [this] { setSearching(false); });
    connect(m_searchBar, &SearchBar::startRequested, this, [this] {
        const auto plan = m_searchBar->plan();
        if (!plan) return;
        m_banner->clear();
        setSearching(false);
        Q_EMIT searchRequested(*plan);
    });
}

void TrainSetup::setSearching(bool searching) {
    for (QPushButton* button : {m_race, m_searching, m_enqueue, m_start})
        button->setVisible(!searching);
    m_searchBar->setRecipe(recipe(), m_seconds);
    m_searchBar->setVisible(searching);
    if (searching) m_searchBar->focusFirst();
}

void TrainSetup::start() {
    m_banner->clear();
    const auto recipes = repeatedRecipes(recipe(), repeats());
    if (recipes.size() > 1) Q_EMIT groupRequested(recipes);
    else Q_EMIT startRequested(recipes.front());
}

void TrainSetup::enqueue() {
    ask(this, m_session.workspace(),
        [recipes = repeatedRecipes(recipe(), repeats())](Workspace& workspace) -> Status {
            for (const Recipe& one : recipes)
                if (auto item = workspace.enqueue(one); !item) return item.error();
            return Done {};
        },
        [this, count = static_cast<int>(repeatedRecipes(recipe(), repeats()).size())](Status done) {
            m_session.announceQueueChanged();
            if (!done) return showError(done.error());
            const QString said = count > 1 ? tr("%Ln run(s) wait in the queue.", nullptr, count) : tr("The run waits in the queue.");
            m_banner->showNotice(said, tr("&Run the queue"), [this] {
                m_banner->clear();
                m_session.training().runQueue();
            });
        });
}

void TrainSetup::findRate() {
    stopMeasuring(); // two models at once would only slow each other down
    auto* finder = new RateFinder(m_session, recipe(), this);
    connect(finder, &RateFinder::rateChosen, this, [this](double rate) {
        change([rate](Recipe& recipe) { recipe.training.learningRate = rate; });
    });
    finder->open();
}

}
