// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace espalier {

/// One piece of engine work on a worker thread. Idle → Running → Succeeded | Failed | Stopped, and it ends exactly once.
/// The callbacks run on the GUI thread, and never after `context` is gone. Owns itself: deleted after it ended.
class Job : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Succeeded, Failed, Stopped };

    /// Runs `work` on the pool; `done` gets its Result. `T` crosses by move.
    template <typename T>
    static Job* run(QObject* context, std::function<Result<T>(const CancellationToken&, const ProgressSink&)> work,
                    std::function<void(Result<T>)> done) {
        auto* job = new Job;
        QPointer<QObject> guard(context);
        job->launch([=](const CancellationToken& token, const ProgressSink& progress) -> std::function<bool()> {
            auto result = std::make_shared<Result<T>>(guarded<T>(work, token, progress));
            return [=] {
                const bool succeeded = static_cast<bool>(*result);
                if (guard) done(std::move(*result));
                return succeeded;
            };
        });
        return job;
    }

    State state() const { return m_state; }
    const CancellationToken& token() const { return m_token; }
    void cancel();      ///< asks the work to stop; `done` still comes, usually with an Interrupted error
    /// Asks all jobs to stop, waits for them and drops their answers: before what they work on goes away.
    static void shutDown();
    static int running();       ///< jobs that have not ended yet

Q_SIGNALS:
    void progressed(qint64 done, qint64 total, const QString& text);   ///< at most 20 a second
    void ended(Job::State state);

private:
    Job();
    ~Job() override;
    /// An exception that gets out of the work is the work's error.
    template <typename T>
    static Result<T> guarded(const std::function<Result<T>(const CancellationToken&, const ProgressSink&)>& work,
                             const CancellationToken& token, const ProgressSink& progress) {
        auto outcome = capture([&] { return work(token, progress); });
        return outcome ? std::move(*outcome) : Result<T>(outcome.error());
    }
    using Work = std::function<std::function<bool()>(const CancellationToken&, const ProgressSink&)>;
    void launch(Work work);
    void end(const std::function<bool()>& finish);
    CancellationToken m_token;
    State m_state = State::Idle;
};

/// "The newest request wins": running another drops the answer of the one before, and asks it to stop.
class LatestJob {
public:
    template <typename T>
    void run(QObject* context, std::function<Result<T>(const CancellationToken&, const ProgressSink&)> work, std::function<void(Result<T>)> done) {
        cancel();
        const auto ticket = ++*m_newest;
        auto newest = m_newest;
        m_job = Job::run<T>(context, std::move(work), [=](Result<T> result) { if (*newest == ticket) done(std::move(result)); });
    }
    void cancel() { if (m_job) m_job->cancel(); ++*m_newest; }

private:
    std::shared_ptr<std::uint64_t> m_newest = std::make_shared<std::uint64_t>(0);
    QPointer<Job> m_job;
};

}
