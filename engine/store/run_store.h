// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"
#include "engine/recipe/recipe.h"
#include "engine/store/store.h"

namespace espalier {

/// A run without its events. status: running, completed, stopped, failed, interrupted.
struct RunRecord {
    std::int64_t id = 0;
    std::string name, status, createdAt, finishedAt;
    Recipe recipe;
    std::vector<std::string> labels;
    std::int64_t step = 0, steps = 0, bestStep = 0, parameters = 0, trainableParameters = 0;
    double trainSeconds = 0, samplesPerSecond = 0;
    std::string split;                  ///< which data `metrics` and predictions are of
    Metrics metrics;
    std::string folder, output, error, device;
    std::string group {};               ///< shared by runs that belong together ("race-3"); empty: it stands alone
    std::int64_t peakMemoryBytes = 0;   ///< that it took at most beside what was in use before; 0: not known
    std::int64_t fileBytes = 0;         ///< of what must be kept of it: the adapter where there is one, else the weights
};

struct RunRowPrediction {
    std::int64_t row = 0;
    std::string text, truth, predicted;
    double score = 0;
};

class RunStore {
public:
    explicit RunStore(Store& store) : m_store(store) {}
    /// Creates a run in state running, owned by this process.
    Result<RunRecord> create(const Recipe& recipe, const std::vector<std::string>& labels, const std::string& group = {});
    /// A group's name that no run has yet: kind and number, "race-3".
    Result<std::string> newGroup(const std::string& kind);
    Result<std::vector<RunRecord>> list();          ///< oldest first
    Result<RunRecord> find(std::int64_t id);
    Status update(const RunRecord& record);         ///< everything but events
    /// Takes an interrupted (or stopped) run over for this process; error where another live process has it.
    Status claim(std::int64_t id);
    Status remove(std::int64_t id);
    /// Appends in one transaction.
    Status appendEvents(std::int64_t id, const std::vector<RunEvent>& events);
    /// Drops step, evaluation and layer events after `step` (a resumed run makes them again).
    Status truncateEvents(std::int64_t id, std::int64_t step);
    Result<std::vector<RunEvent>> events(std::int64_t id, std::int64_t after = 0);
    Status setPredictions(std::int64_t id, const std::vector<RunRowPrediction>& predictions);
    Result<std::vector<RunRowPrediction>> predictions(std::int64_t id);

private:
    Store& m_store;
};

}
