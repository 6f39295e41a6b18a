// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

class QTimer;

namespace espalier {

/// The run in progress, at most one. The worker appends events to a buffer; the GUI drains it at most 20 times a second.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Preparing, Running, Paused, Stopping };

    explicit TrainingController(Workspace& workspace, QObject* parent = nullptr);
    ~TrainingController() override;     ///< interrupts a run that is going, and waits for its checkpoint

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }
    qint64 run() const { return m_run; }                    ///< 0 before RunStarted
    const Recipe& recipe() const { return m_recipe; }
    const std::vector<RunEvent>& events() const { return m_events; }   ///< all so far of this run

    void start(const Recipe& recipe);
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

private:
    void launch(std::function<Result<RunRecord>(const CancellationToken&, const TrainOptions&)> work);
    void drain();
    void finish();
    bool request(CancellationToken::Request request, State next);
    void setState(State state);

    Workspace& m_workspace;
    State m_state = State::Idle;
    qint64 m_run = 0;
    Recipe m_recipe;
    CancellationToken m_token;
    std::vector<RunEvent> m_events;
    struct Buffer {
        std::mutex mutex;
        std::vector<RunEvent> events;
        std::optional<Recipe> recipe;       ///< of a run that goes on, once it is read
    };
    std::shared_ptr<Buffer> m_buffer;
    QTimer* m_timer;
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

}
