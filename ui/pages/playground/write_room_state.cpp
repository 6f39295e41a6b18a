// SPDX-License-Identifier: GPL-3.0-or-later
// What of the Write tab outlives it: how it writes, and the second model.
#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/write_room.h"
#include "ui/pages/playground/write_settings.h"

#include <QCheckBox>
#include <QJsonDocument>

namespace espalier {

namespace {

const std::string kSetting = "playground.write";

}

QJsonObject WriteRoom::state() const {
    return {{QStringLiteral("settings"), m_settings->state()}, {QStringLiteral("compare"), m_compare->isChecked()},
            {QStringLiteral("second"), m_second->reference()}};
}

void WriteRoom::setState(const QJsonObject& state) {
    m_restored = true;
    m_settings->setState(state[QLatin1String("settings")].toObject());
    const QString second = state[QLatin1String("second")].toString();
    // Before the models are known it is taken on trust; they drop it where it is gone.
    if (!second.isEmpty() && (m_second->count() == 0 || m_second->findData(second) >= 0)) m_second->choose(second);
    m_compare->setChecked(state[QLatin1String("compare")].toBool());
    showBeside();
}

void WriteRoom::loadState() {
    espalier::ask(this, m_session.workspace(), [](Workspace& workspace) { return workspace.setting(kSetting); },
                  [this](Result<std::string> stored) {
                      if (!stored || stored->empty() || m_restored) return;
                      setState(QJsonDocument::fromJson(QByteArray::fromStdString(*stored)).object());
                      m_save.stop(); // nothing has changed
                  });
}

std::string WriteRoom::stateText() const {
    return QJsonDocument(state()).toJson(QJsonDocument::Compact).toStdString();
}

void WriteRoom::saveState() {
    m_save.stop();
    espalier::ask(nullptr, m_session.workspace(), [stored = stateText()](Workspace& workspace) { return workspace.setSetting(kSetting, stored); }, [](Status) { });
}

Status WriteRoom::writeState() {
    return m_session.workspace().setSetting(kSetting, stateText());
}

}
