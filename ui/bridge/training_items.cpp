// SPDX-License-Identifier: GPL-3.0-or-later
// Items of several runs: a group, a search, the queue.
#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"

namespace espalier {

/// Tells the window of each run's recipe when it starts.
TrainOptions TrainingController::watchingRecipes(const TrainOptions& options) {
    TrainOptions watched = options;
    watched.events = [&workspace = m_workspace, events = options.events, buffer = m_buffer](const RunEvent& event) {
        if (const auto* started = std::get_if<RunStarted>(&event)) {
            auto record = workspace.run(started->run);
            const std::lock_guard lock(buffer->mutex);
            if (record) buffer->recipe = record->recipe;
        }
        events(event);
    };
    return watched;
}

void TrainingController::startGroup(const std::vector<Recipe>& recipes) {
    if (recipes.empty() || refuseSecond()) return;
    m_recipes = recipes;
    m_recipe = recipes.front();
    launch(Kind::Group, [this, recipes](const CancellationToken& token, const TrainOptions& options) -> Result<Outcome> {
        const auto group = trainGroup(m_workspace, recipes, token, watchingRecipes(options));
        if (!group) return group.error();
        return Outcome {.record = group->runs.back()};
    });
}

void TrainingController::startSearch(const SearchPlan& plan) {
    if (refuseSecond()) return;
    m_searchPlan = plan;
    m_recipe = plan.recipe;
    m_search = {};
    launch(Kind::Search, [this, plan](const CancellationToken& token, const TrainOptions& options) -> Result<Outcome> {
        const auto tell = [buffer = m_buffer](const SearchResult& soFar) {
            const std::lock_guard lock(buffer->mutex);
            buffer->search = soFar;
        };
        const auto searched = searchRecipes(m_workspace, plan, token, watchingRecipes(options).events, tell);
        if (!searched) return searched.error();
        return Outcome {};
    });
}

/// What was stopped keeps the trials that are over, so it ends like one that is through.
void TrainingController::finishSearch(const Result<Outcome>& result) {
    if (result || (result.error().kind == ErrorKind::Interrupted && m_token.stopRequested()))
        return Q_EMIT searchEnded(result ? QString() : tr("The search was stopped; what was trained is kept."));
    Q_EMIT failed(result.error());
}

void TrainingController::runQueue() {
    m_queueGoesOn = true;
    Q_EMIT queueChanged();
    if (isActive()) return;     // what waits follows the run in progress
    m_recipe = {};
    launch(Kind::Queue, [this](const CancellationToken& token, const TrainOptions& options) -> Result<Outcome> {
        return capture([&] {
            Outcome outcome;
            if (const auto done = m_workspace.runNext(token, watchingRecipes(options)).value()) {
                outcome.record = done->record;
                outcome.error = done->error;
            }
            for (const QueueItem& item : m_workspace.queue().value()) outcome.waiting += item.status == "waiting";
            return outcome;
        });
    });
}

}
