// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job.h"

#include "ui/bridge/strings.h"

#include <QSet>
#include <QThreadPool>

#include <chrono>
#include <mutex>

namespace espalier {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kBetweenProgress = std::chrono::milliseconds(50);

/// Reads wait behind no long job: more threads than cores, most of them asleep.
QThreadPool& pool() {
    static QThreadPool threads;
    static const bool configured = [] {
        threads.setMaxThreadCount(std::max(6, QThread::idealThreadCount()));
        threads.setObjectName(QStringLiteral("jobs"));
        return true;
    }();
    (void)configured;
    return threads;
}

QSet<Job*>& liveJobs() {
    static QSet<Job*> jobs;
    return jobs;
}

/// The newest progress of a job; at most one signal is on its way to the GUI thread.
struct LatestProgress {
    std::mutex mutex;
    Progress value;
    bool underWay = false;
    Clock::time_point next {};
};

}

Job::Job() { liveJobs().insert(this); }

Job::~Job() { liveJobs().remove(this); }

void Job::cancel() { m_token.request(CancellationToken::Request::Interrupt); }

void Job::launch(Work work) {
    m_state = State::Running;
    auto latest = std::make_shared<LatestProgress>();
    const ProgressSink sink = [this, latest](const Progress& progress) {
        {
            const std::lock_guard lock(latest->mutex);
            latest->value = progress;
            const bool last = progress.total > 0 && progress.done >= progress.total;
            if (latest->underWay || (Clock::now() < latest->next && !last)) return;
            latest->underWay = true;
            latest->next = Clock::now() + kBetweenProgress;
        }
        // The job outlives its work: it is deleted after end(), which the work's return posts.
        QMetaObject::invokeMethod(this, [this, latest] {
            Progress value;
            {
                const std::lock_guard lock(latest->mutex);
                value = latest->value;
                latest->underWay = false;
            }
            Q_EMIT progressed(value.done, value.total, toQString(value.text));
        }, Qt::QueuedConnection);
    };
    pool().start([this, work = std::move(work), sink, token = m_token] {
        auto finish = work(token, sink);
        QMetaObject::invokeMethod(this, [this, finish = std::move(finish)] { end(finish); }, Qt::QueuedConnection);
    });
}

void Job::end(const std::function<bool()>& finish) {
    if (m_state != State::Running) return;
    const bool succeeded = finish();
    m_state = succeeded ? State::Succeeded : m_token.stopRequested() ? State::Stopped : State::Failed;
    Q_EMIT ended(m_state);
    deleteLater();
}

int Job::running() { return int(liveJobs().size()); }

void Job::shutDown() {
    for (auto* job : std::as_const(liveJobs())) job->cancel();
    pool().waitForDone();
    const auto jobs = liveJobs().values();
    for (auto* job : jobs) delete job;      // with what they had posted: nobody is there to get an answer
}

}
