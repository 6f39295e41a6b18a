// SPDX-License-Identifier: GPL-3.0-or-later
// What TrainSetup asks the engine: whether the recipe and its data are fit, what it costs, and the cures for what is not.
#include "ui/pages/train/train_setup.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/train/estimator.h"
#include "ui/pages/train/preflight_card.h"
#include "ui/pages/train/queue_card.h"
#include "ui/pages/train/race_bar.h"
#include "ui/pages/train/recipe_fields.h"
#include "ui/pages/train/search_bar.h"
#include "ui/pages/train/settings_form.h"
#include "ui/pages/train/source_card.h"
#include "ui/pages/train/strategy_picker.h"

namespace espalier {

void TrainSetup::setRacing(bool racing) {
    for (QPushButton* button : {m_race, m_searching, m_enqueue, m_start})
        button->setVisible(!racing);
    m_raceBar->setVisible(racing);
    m_picker->setRacing(racing);
    m_raceBar->setStrategies(m_picker->ticked());
}

void TrainSetup::look(const std::string& kind) {
    Recipe other = recipe();
    if (kind == other.strategy.kind || other.data.train.empty() || other.model.empty() || m_session.training().isActive()) return;
    m_estimator->look(raceRecipe(other, kind));
}

void TrainSetup::connectCures() {
    connect(m_preflight, &PreflightCard::maxLengthRequested, this,
            [this](qint64 tokens) { change([tokens](Recipe& recipe) { recipe.training.maxLength = tokens; }); });
    connect(m_preflight, &PreflightCard::smallerBatchRequested, this, [this] {
        // Half as many texts at once and twice as many batches a step: the same steps in less memory.
        change([](Recipe& recipe) {
            recipe.training.batchSize = (recipe.training.batchSize + 1) / 2;
            recipe.training.gradientAccumulation *= 2;
        });
    });
    connect(m_preflight, &PreflightCard::pageRequested, &m_session, &Session::showPage);
    connect(m_preflight, &PreflightCard::dataRequested, this, [this] { m_session.showDataset(toQString(recipe().data.train)); });
    connect(m_preflight, &PreflightCard::standardRequested, this, [this](const std::string& field) {
        if (const SettingInfo* info = findTrainingSetting(field))
            for (const RecipeField& known : recipeFields())
                if (field == known.name) change([&](Recipe& recipe) { known.set(recipe, info->standard); });
    });
}

void TrainSetup::change(const std::function<void(Recipe&)>& how) {
    Recipe changed = recipe();
    how(changed);
    m_form->setRecipe(changed);
    recipeEdited();
}

void TrainSetup::checkNow() {
    const Recipe asked = recipe();
    if (asked.data.train.empty() || asked.model.empty()) return m_preflight->setFindings({});
    askLatest(
        m_check, this, m_session.workspace(),
        [asked](Workspace& workspace) -> Result<std::vector<RecipeFinding>> { return workspace.check(asked); },
        [this](Result<std::vector<RecipeFinding>> result) {
            if (!result) return showError(result.error());
            m_preflight->setFindings(m_form->mark(*result));
            setStartable(result->empty() && readable());
        });
    if (asked.data.train != m_checkedData) checkData(asked.data.train);
}

/// What the dataset's own page would find, once for each dataset that is chosen; a file has no such page.
void TrainSetup::checkData(const std::string& dataset) {
    m_checkedData = dataset;
    askLatest(m_data, this, m_session.workspace(), [dataset](Workspace& workspace) { return workspace.check(dataset); },
              [this](Result<std::vector<DataFinding>> result) {
                  m_preflight->setDataFindings(result ? *result : std::vector<DataFinding>());
              });
}

void TrainSetup::setStartable(bool startable) {
    for (QPushButton* button : {m_race, m_searching, m_enqueue, m_start, m_find})
        button->setEnabled(startable);
    for (QPushButton* button : {m_enqueue, m_start})
        if (!m_repeat->readable()) button->setEnabled(false);
}

void TrainSetup::measure() {
    const Recipe chosen = recipe();
    if (chosen.data.train.empty() || chosen.model.empty()) {
        m_estimator->forget();
        const bool noData = m_loaded && !m_source->hasDatasets() && chosen.data.train.empty();
        return m_preflight->showIncomplete(
            noData ? tr("There is no data yet: import a file on the Data page, or start a sample on the Start page.")
                   : tr("Choose data and a model; then memory and time are measured by a dry run."));
    }
    if (!isVisible() || m_session.training().isActive() || !readable()) return;
    m_preflight->showWaiting();
    m_estimator->want(chosen);
}

void TrainSetup::takeEstimate(const Recipe& measured, const Estimate& estimate) {
    if (measured.strategy.kind == "full") m_fullSeconds = estimate.secondsTotal;
    m_picker->setFigures(measured.strategy.kind, estimate, m_fullSeconds);
    const Recipe chosen = recipe();
    if (measured.strategy.kind != chosen.strategy.kind) return;
    m_preflight->showEstimate(estimate, measured);
    m_steps = estimate.steps;
    m_seconds = estimate.secondsTotal;
    m_searchBar->setRecipe(chosen, m_seconds);
    drawRate(chosen);
}

}
