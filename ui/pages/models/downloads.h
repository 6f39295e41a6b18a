// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/rate_meter.h"
#include "ui/bridge/session.h"

#include <QHash>
#include <QPointer>

#include <optional>

namespace espalier {

/// A download that goes on, waits for its turn, or failed.
struct Download {
    enum class Phase { Waiting, Running, Stopping, Failed };
    Phase phase = Phase::Waiting;
    qint64 done = 0, total = 0; ///< bytes; total 0: not known yet
    double rate = 0, secondsLeft = -1; ///< bytes a second; < 0: not known
    std::optional<Error> error;
};

/// The downloads of the Models page, two at a time. They go on while another page is shown; what was stopped is kept by
/// the workspace and can be gone on with.
class Downloads : public QObject {
    Q_OBJECT
public:
    explicit Downloads(Session& session, QObject* parent = nullptr);

    void start(const std::string& reference); ///< or goes on
    void pause(const std::string& reference); ///< keeps what is here
    void discard(const std::string& reference); ///< stops, and throws away what is here
    /// Null where there is none.
    const Download* find(const std::string& reference) const;
    std::vector<std::string> references() const;

Q_SIGNALS:
    void changed(const QString& reference); ///< its numbers, or its phase
    void finished(const QString& reference); ///< it is on this machine, or was stopped

private:
    struct Entry {
        Download shown;
        RateMeter meter;
        QPointer<Job> job;
        bool discards = false;
    };
    void launchNext();
    void launch(const QString& reference);
    void progress(const QString& reference, qint64 done, qint64 total);
    void end(const QString& reference, const Result<ModelInfo>& result);
    void throwAway(const QString& reference);
    void tellNetwork();

    Session& m_session;
    QHash<QString, Entry> m_entries;
    QStringList m_order; ///< of asking
    int m_fetched = 0;
};

}
