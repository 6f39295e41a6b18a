// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"

#include <QObject>
#include <QStringList>

namespace espalier {

/// Keeps tries in the store, the same text, model and answer once in a row, with the user's word on them.
class TryKeeper : public QObject {
    Q_OBJECT
public:
    explicit TryKeeper(Session& session, QObject* parent = nullptr);
    /// `judgement`: the label the user says is right; empty: nothing was said.
    void keep(const TryRecord& record, const QString& judgement = {});

Q_SIGNALS:
    void failed(const espalier::Error& error);

private:
    Session& m_session;
    QStringList m_kept; ///< model, text and answer of the last two, one for each of two models beside each other
};

}
