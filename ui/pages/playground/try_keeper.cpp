// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/try_keeper.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"

namespace espalier {

namespace {

/// The number of the newest try with this text, model and answer; 0: none.
std::int64_t findTry(Workspace& workspace, const TryRecord& record) {
    const auto known = workspace.tries(record.text, 20).value();
    for (const TryRecord& one : known)
        if (one.text == record.text && one.model == record.model && one.label == record.label) return one.id;
    return 0;
}

Status store(Workspace& workspace, const TryRecord& record, bool already, const std::string& judgement) {
    return capture([&] {
        std::int64_t id = already ? findTry(workspace, record) : 0;
        if (id == 0) id = workspace.keepTry(record).value().id;
        if (!judgement.empty()) workspace.correctTry(id, judgement).value();
        return Done {};
    });
}

}

TryKeeper::TryKeeper(Session& session, QObject* parent) : QObject(parent), m_session(session) { }

void TryKeeper::keep(const TryRecord& record, const QString& judgement) {
    const QString mark = toQString(record.model + '\n' + record.text + '\n' + record.label);
    const bool already = m_kept.contains(mark);
    if (already && judgement.isEmpty()) return;
    m_kept.removeAll(mark);
    m_kept.append(mark);
    if (m_kept.size() > 2) m_kept.removeFirst();
    ask(
        this, m_session.workspace(),
        [record, already, said = toStdString(judgement)](Workspace& workspace) {
            return store(workspace, record, already, said);
        },
        [this](Status status) {
            if (!status) return Q_EMIT failed(status.error());
            m_session.announceTriesChanged();
        });
}

}
