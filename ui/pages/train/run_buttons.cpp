// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_buttons.h"

namespace espalier {

RunButtons::RunButtons(TrainingController& training, PageHeader* header, const QString& name, bool stopsEarly)
    : QObject(header), m_training(training), m_stopsEarly(stopsEarly), m_pause(quietButton({}, header)), m_stop(quietButton({}, header)) {
    m_pause->setObjectName(name + QStringLiteral("pause"));
    m_stop->setObjectName(name + QStringLiteral("stop"));
    for (QPushButton* button : {m_pause, m_stop}) header->addAction(button);
    connect(m_pause, &QPushButton::clicked, this, [&training] {
        training.state() == TrainingController::State::Paused ? training.goOn() : training.pause();
    });
    connect(m_stop, &QPushButton::clicked, &training, &TrainingController::stopAndKeep);
}

void RunButtons::update(bool active) {
    using State = TrainingController::State;
    const State state = m_training.state();
    const bool goes = state == State::Running || state == State::Paused;
    m_pause->setVisible(active);
    m_pause->setText(state == State::Paused ? tr("&Go on") : tr("Pa&use"));
    m_pause->setEnabled(goes);
    m_stop->setVisible(active);
    m_stop->setText(state == State::Stopping ? tr("Stopping …") : tr("Stop and &keep"));
    m_stop->setEnabled(m_stopsEarly ? state != State::Stopping : goes);
}

}
