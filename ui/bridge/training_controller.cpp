// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/training_controller.h"

#include "ui/bridge/strings.h"

#include <QThread>
#include <QTimer>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace espalier {

namespace {

constexpr int kDrainMilliseconds = 80;
constexpr int kNice = 5;

/// QThread's priorities do nothing under Linux' default scheduler; niceness is a thread's own there, and the threads
/// that compute inherit it from the worker.
void yieldToTheWindow() {
#ifdef __linux__
    setpriority(PRIO_PROCESS, id_t(syscall(SYS_gettid)), kNice);
#endif
}

/// Of an earlier part of the run: what is still true when it goes on from `step`.
bool holdsAt(const RunEvent& event, std::int64_t step) {
    if (const auto* one = std::get_if<StepEvent>(&event)) return one->step <= step;
    if (const auto* one = std::get_if<EvaluationEvent>(&event)) return one->step <= step;
    if (const auto* one = std::get_if<CheckpointEvent>(&event)) return one->step <= step;
    return !std::holds_alternative<RunFinished>(event);
}

}

class TrainingController::Worker : public QThread {
public:
    explicit Worker(std::function<Result<Outcome>()> work) :
        m_work(std::move(work)) {}
    std::optional<Result<Outcome>> result;

protected:
    void run() override {
        yieldToTheWindow();
        auto outcome = capture(m_work);
        result = outcome ? std::move(*outcome) : Result<Outcome>(outcome.error());
    }

private:
    std::function<Result<Outcome>()> m_work;
};

TrainingController::TrainingController(Workspace& workspace, QObject* parent) :
    QObject(parent), m_workspace(workspace), m_timer(new QTimer(this)) {
    m_timer->setInterval(kDrainMilliseconds);
    connect(m_timer, &QTimer::timeout, this, &TrainingController::drain);
}

TrainingController::~TrainingController() {
    if (!m_worker) return;
    m_worker->disconnect(this);
    m_token.request(CancellationToken::Request::Interrupt);
    m_worker->wait();
}

bool TrainingController::refuseSecond() {
    if (isActive()) Q_EMIT failed({ErrorKind::Usage, toStdString(tr("a run is going already")), {}, toStdString(tr("stop it first, or wait until it is done"))});
    return isActive();
}

void TrainingController::start(const Recipe& recipe) {
    if (refuseSecond()) return;
    m_recipe = recipe;
    launch(Kind::Run, [this, recipe](const CancellationToken& token, const TrainOptions& options) -> Result<Outcome> {
        auto record = m_workspace.train(recipe, token, options);
        if (!record) return record.error();
        return Outcome {.record = std::move(*record)};
    });
}

void TrainingController::resume(qint64 run) {
    if (refuseSecond()) return;
    m_recipe = {};
    launch(Kind::Run, [this, run](const CancellationToken& token, const TrainOptions& options) -> Result<Outcome> {
        return capture([&] {
            const auto record = m_workspace.run(run).value();
            {
                const std::lock_guard lock(m_buffer->mutex);
                m_buffer->recipe = record.recipe;
            }
            for (const RunEvent& event : m_workspace.events(run).value())
                if (holdsAt(event, record.step)) options.events(event);
            return Outcome {.record = m_workspace.resume(run, token, options).value()};
        });
    });
}

void TrainingController::startRace(const Recipe& recipe, const RaceOptions& options) {
    if (refuseSecond()) return;
    m_recipe = recipe;
    m_raceOptions = options;
    m_raceEvents.clear();
    launch(Kind::Race, [this, recipe, options](const CancellationToken& token, const TrainOptions&) -> Result<Outcome> {
        RaceOptions watched = options;
        watched.events = [buffer = m_buffer](const RaceEvent& event) {
            const std::lock_guard lock(buffer->mutex);
            buffer->raceEvents.push_back(event);
        };
        auto table = m_workspace.race(recipe, watched, token);
        if (!table) return table.error();
        return Outcome {.race = std::move(*table)};
    });
}

void TrainingController::holdQueue() {
    m_queueGoesOn = false;
    Q_EMIT queueChanged();
}

void TrainingController::launch(Kind kind, Work work) {
    m_kind = kind;
    m_events.clear();
    m_finished.clear();
    m_run = m_begun = 0;
    m_token = CancellationToken();
    m_buffer = std::make_shared<Buffer>();
    TrainOptions options;
    options.events = [buffer = m_buffer](const RunEvent& event) {
        const std::lock_guard lock(buffer->mutex);
        buffer->events.push_back(event);
    };
    m_worker = std::make_unique<Worker>([work = std::move(work), token = m_token, options] { return work(token, options); });
    connect(m_worker.get(), &QThread::finished, this, &TrainingController::finish, Qt::QueuedConnection);
    setState(State::Preparing);
    m_worker->start();
    m_timer->start();
}

void TrainingController::drain() {
    std::vector<RunEvent> fresh;
    std::vector<RaceEvent> raceFresh;
    std::optional<SearchResult> searched;
    {
        const std::lock_guard lock(m_buffer->mutex);
        fresh.swap(m_buffer->events);
        raceFresh.swap(m_buffer->raceEvents);
        if (m_buffer->recipe) m_recipe = *std::exchange(m_buffer->recipe, std::nullopt);
        searched = std::exchange(m_buffer->search, std::nullopt);
    }
    if (!fresh.empty()) take(fresh);
    if (!raceFresh.empty()) takeRace(raceFresh);
    if (!searched) return;
    m_search = std::move(*searched);
    Q_EMIT searchProgressed();
}

void TrainingController::take(const std::vector<RunEvent>& fresh) {
    std::vector<RunEvent> ofThisRun;
    for (const RunEvent& event : fresh) {
        if (const auto* started = std::get_if<RunStarted>(&event)) {
            if (m_begun > 0) ofThisRun.clear();
            beginRun(started->run);
        }
        if (const auto* over = std::get_if<RunFinished>(&event)) m_finished.push_back(*over);
        ofThisRun.push_back(event);
        m_events.push_back(event);
    }
    Q_EMIT eventsArrived(ofThisRun);
}

void TrainingController::beginRun(qint64 run) {
    const bool one = m_kind == Kind::Run || m_kind == Kind::Queue;
    // A resumed run begins with the events of its first part.
    if (!one && m_begun++ > 0) {
        m_events.clear();
        Q_EMIT anotherBegan();
    }
    m_run = run;
    if (m_state == State::Preparing) setState(State::Running);
    if (m_kind == Kind::Queue) Q_EMIT queueChanged();
}

void TrainingController::takeRace(const std::vector<RaceEvent>& fresh) {
    m_raceEvents.insert(m_raceEvents.end(), fresh.begin(), fresh.end());
    m_run = fresh.back().run;
    if (m_state == State::Preparing) setState(State::Running);
    Q_EMIT raceEventsArrived(fresh);
}

void TrainingController::finish() {
    m_timer->stop();
    m_worker->wait();
    drain();
    const auto worker = std::move(m_worker);
    auto result = std::move(*worker->result);
    setState(State::Idle);
    if (m_kind == Kind::Race && result) Q_EMIT raceEnded(result->race);
    else if (m_kind == Kind::Search) finishSearch(result);
    else finishRun(result);
    if (m_kind == Kind::Queue) Q_EMIT queueChanged();
    // Interrupting is for going away: then nothing follows.
    const bool goesOn = m_queueGoesOn && m_token.requested() != CancellationToken::Request::Interrupt;
    const bool last = m_kind == Kind::Queue && (!result || result->waiting == 0);
    if (m_queueGoesOn && (!goesOn || last)) holdQueue();
    else if (goesOn) QTimer::singleShot(0, this, [this] { if (m_queueGoesOn && !isActive()) runQueue(); });
}

void TrainingController::finishRun(const Result<Outcome>& result) {
    if (!result) {
        // Stopping because it was asked to is no failure.
        auto record = m_run > 0 && result.error().kind == ErrorKind::Interrupted ? m_workspace.run(m_run) : Result<RunRecord>(result.error());
        if (record) Q_EMIT ended(*record);
        else if (m_token.stopRequested() && result.error().kind == ErrorKind::Interrupted) Q_EMIT ended({});
        else Q_EMIT failed(result.error());
        return;
    }
    if (!result->error.empty()) return Q_EMIT failed({ErrorKind::Failed, result->error});
    Q_EMIT ended(result->record);
    if (result->record.status == "failed") Q_EMIT failed({ErrorKind::Failed, result->record.error.empty() ? "the run failed" : result->record.error});
}

bool TrainingController::request(CancellationToken::Request what, State next) {
    if (!isActive() || m_state == State::Stopping) return false;
    m_token.request(what);
    setState(next);
    return true;
}

void TrainingController::pause() { request(CancellationToken::Request::Pause, State::Paused); }

void TrainingController::goOn() {
    if (m_state == State::Paused) request(CancellationToken::Request::None, m_run > 0 ? State::Running : State::Preparing);
}

void TrainingController::stopAndKeep() { request(CancellationToken::Request::StopAndKeep, State::Stopping); }

void TrainingController::interrupt() {
    // Closing the window outranks a stop that is on its way.
    if (!isActive()) return;
    m_token.request(CancellationToken::Request::Interrupt);
    setState(State::Stopping);
}

void TrainingController::setState(State state) {
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

}
