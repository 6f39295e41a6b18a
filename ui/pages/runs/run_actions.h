// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"

#include <QObject>

#include <vector>

class QWidget;

namespace espalier {

/// What can be done with runs of the past, asked for and carried out.
class RunActions : public QObject {
    Q_OBJECT
public:
    RunActions(Session& session, QWidget* parent);
    void goOn(const RunRecord& run);
    void tryIt(const RunRecord& run);
    void useAsBase(const RunRecord& run);
    void repeat(const RunRecord& run); ///< the Train page with the same recipe
    void openFolder(const RunRecord& run);
    void rename(const RunRecord& run);
    void exportModel(const RunRecord& run);
    void remove(const std::vector<RunRecord>& runs);

Q_SIGNALS:
    void failed(const espalier::Error& error);
    void noticed(const QString& text, const QString& folder);

private:
    QWidget* window() const;
    Session& m_session;
};

}
