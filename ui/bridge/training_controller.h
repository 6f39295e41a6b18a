// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/run_groups.h"
#include "engine/workspace/search.h"
#include "engine/workspace/workspace.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

class QTimer;

namespace espalier {

/// The run in progress, at most one; of a race, a group, a search or the queue, one after the other. The worker appends events to a buffer; the GUI drains it at most 20 times a second.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Preparing, Running, Paused, Stopping };
    enum class Kind { Run, Race, Queue, Group, Search };

    explicit TrainingController(Workspace& workspace, QObject* parent = nullptr);
    ~TrainingController() override;     ///< interrupts a run that is going, and waits for its checkpoint

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }
    Kind kind() const { return m_kind; }                    ///< of what is going, or went last
    qint64 run() const { return m_run; }                    ///< 0 before RunStarted
    const Recipe& recipe() const { return m_recipe; }
    const std::vector<RunEvent>& events() const { return m_events; }   ///< all so far of this run

    const std::vector<RaceEvent>& raceEvents() const { return m_raceEvents; }  ///< all so far of this race
    const RaceOptions& raceOptions() const { return m_raceOptions; }
    const std::vector<Recipe>& recipes() const { return m_recipes; }    ///< of a group, in the order in which they run
    const SearchPlan& searchPlan() const { return m_searchPlan; }
    const SearchResult& search() const { return m_search; }             ///< what it has come to so far
    int begun() const { return m_begun; }                               ///< runs of a group or a search, the one that goes included
    const std::vector<RunFinished>& finished() const { return m_finished; } ///< runs of a group or a search that are over
    bool queueGoesOn() const { return m_queueGoesOn; }      ///< after a run of the queue the next one follows

    void start(const Recipe& recipe);
    void startRace(const Recipe& recipe, const RaceOptions& options);
    void startGroup(const std::vector<Recipe>& recipes);    ///< several runs as one item (run_groups.h)
    void startSearch(const SearchPlan& plan);
    void runQueue();        ///< what waits, one after the other
    void holdQueue();       ///< after the run in progress
    void resume(qint64 run);
    void pause();
    void goOn();
    void stopAndKeep();
    void interrupt();       ///< checkpoint and end as interrupted (closing the window)

Q_SIGNALS:
    void stateChanged();
    void eventsArrived(const std::vector<espalier::RunEvent>& events);     ///< new ones, in order
    void ended(const espalier::RunRecord& record);
    void failed(const espalier::Error& error);             ///< could not start, or ended in an error
    void raceEventsArrived(const std::vector<espalier::RaceEvent>& events);    ///< new ones, in order
    void raceEnded(const espalier::RaceTable& table);
    void anotherBegan();                                    ///< the next run of a group or a search; events() begins anew
    void searchProgressed();                                ///< search() has more
    void searchEnded(const QString& why);                   ///< empty: it is through
    void queueChanged();                                    ///< an item was taken, is done, or the queue is held

private:
    /// What the worker comes back with.
    struct Outcome {
        RunRecord record {};
        RaceTable race {};
        std::string error {};           ///< of an item of the queue that never became a run
        std::size_t waiting = 0;        ///< items of the queue that are left
    };
    using Work = std::function<Result<Outcome>(const CancellationToken&, const TrainOptions&)>;
    bool refuseSecond();
    void launch(Kind kind, Work work);
    void drain();
    void take(const std::vector<RunEvent>& fresh);
    void takeRace(const std::vector<RaceEvent>& fresh);
    void beginRun(qint64 run);
    TrainOptions watchingRecipes(const TrainOptions& options);
    void finishSearch(const Result<Outcome>& result);
    void finish();
    void finishRun(const Result<Outcome>& result);
    bool request(CancellationToken::Request request, State next);
    void setState(State state);

    Workspace& m_workspace;
    State m_state = State::Idle;
    qint64 m_run = 0;
    Recipe m_recipe;
    CancellationToken m_token;
    Kind m_kind = Kind::Run;
    bool m_queueGoesOn = false;
    std::vector<RunEvent> m_events;
    std::vector<RaceEvent> m_raceEvents;
    RaceOptions m_raceOptions;
    std::vector<Recipe> m_recipes;
    SearchPlan m_searchPlan;
    SearchResult m_search;
    int m_begun = 0;
    std::vector<RunFinished> m_finished;
    struct Buffer {
        std::mutex mutex;
        std::vector<RunEvent> events;
        std::vector<RaceEvent> raceEvents;
        std::optional<Recipe> recipe;       ///< of a run that goes on, or of one of several, once it is read
        std::optional<SearchResult> search;
    };
    std::shared_ptr<Buffer> m_buffer;
    QTimer* m_timer;
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

}
