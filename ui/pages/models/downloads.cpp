// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/downloads.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr int kAtOnce = 2;

}

Downloads::Downloads(Session& session, QObject* parent) : QObject(parent), m_session(session) { }

const Download* Downloads::find(const std::string& reference) const {
    const auto found = m_entries.constFind(toQString(reference));
    return found == m_entries.cend() ? nullptr : &found->shown;
}

std::vector<std::string> Downloads::references() const {
    std::vector<std::string> all;
    for (const QString& reference : m_order)
        all.push_back(toStdString(reference));
    return all;
}

void Downloads::start(const std::string& reference) {
    const QString name = toQString(reference);
    const Download* before = find(reference);
    if (before && before->phase != Download::Phase::Failed) return;
    if (!before) m_order.append(name);
    m_entries[name] = {};
    Q_EMIT changed(name);
    launchNext();
}

void Downloads::pause(const std::string& reference) {
    const auto found = m_entries.find(toQString(reference));
    if (found == m_entries.end()) return;
    if (found->job) {
        found->shown.phase = Download::Phase::Stopping;
        found->job->cancel();
        return Q_EMIT changed(toQString(reference));
    }
    m_order.removeAll(toQString(reference));
    m_entries.erase(found);
    Q_EMIT finished(toQString(reference));
}

void Downloads::discard(const std::string& reference) {
    const auto found = m_entries.find(toQString(reference));
    if (found == m_entries.end() || !found->job) {
        m_order.removeAll(toQString(reference));
        m_entries.remove(toQString(reference));
        return throwAway(toQString(reference));
    }
    found->discards = true;
    pause(reference);
}

void Downloads::throwAway(const QString& reference) {
    ask(
        this, m_session.workspace(),
        [name = toStdString(reference)](Workspace& workspace) { return workspace.discardDownload(name); },
        [this, reference](Status) { Q_EMIT finished(reference); });
}

void Downloads::launchNext() {
    const auto running
        = std::count_if(m_entries.cbegin(), m_entries.cend(), [](const Entry& entry) { return !entry.job.isNull(); });
    const auto waits = [this](const QString& name) { return m_entries[name].shown.phase == Download::Phase::Waiting; };
    if (const auto next = std::find_if(m_order.cbegin(), m_order.cend(), waits);
        running < kAtOnce && next != m_order.cend())
        launch(*next);
    tellNetwork();
}

void Downloads::launch(const QString& reference) {
    Job* job = ask(
        this, m_session.workspace(),
        [name = toStdString(reference)](Workspace& workspace, const CancellationToken& token,
                                        const ProgressSink& sink) { return workspace.fetchModel(name, token, sink); },
        [this, reference](Result<ModelInfo> result) { end(reference, result); });
    m_entries[reference].job = job;
    m_entries[reference].shown.phase = Download::Phase::Running;
    connect(job, &Job::progressed, this,
            [this, reference](qint64 done, qint64 total) { progress(reference, done, total); });
    Q_EMIT changed(reference);
}

void Downloads::progress(const QString& reference, qint64 done, qint64 total) {
    const auto found = m_entries.find(reference);
    if (found == m_entries.end()) return;
    if (done > 0) found->meter.add(done);
    found->shown.done = done;
    found->shown.total = total;
    found->shown.rate = found->meter.perSecond();
    found->shown.secondsLeft = found->meter.secondsLeft(total);
    Q_EMIT changed(reference);
}

void Downloads::end(const QString& reference, const Result<ModelInfo>& result) {
    const Entry entry = m_entries.value(reference);
    if (!result && result.error().kind != ErrorKind::Interrupted && !entry.discards) {
        Entry& failed = m_entries[reference];
        failed.job = nullptr;
        failed.shown.phase = Download::Phase::Failed;
        failed.shown.error = result.error();
        Q_EMIT changed(reference);
    } else {
        m_order.removeAll(reference);
        m_entries.remove(reference);
        m_fetched += result ? 1 : 0;
        if (!result && entry.discards) throwAway(reference);
        else Q_EMIT finished(reference);
    }
    launchNext();
}

void Downloads::tellNetwork() {
    const bool runs = std::any_of(m_entries.cbegin(), m_entries.cend(), [](const Entry& entry) { return !entry.job.isNull(); });
    m_session.announceNetwork(runs, m_fetched);
}

}
