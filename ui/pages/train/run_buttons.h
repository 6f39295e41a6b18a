// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/training_controller.h"
#include "ui/widgets/kit.h"

#include <QObject>

namespace espalier {

/// "Pause" and "Stop and keep" at the head of a view of what is being trained.
class RunButtons : public QObject {
    Q_OBJECT
public:
    /// The buttons are named `name` + "pause" and "stop". `stopsEarly`: it can be stopped before its first step.
    RunButtons(TrainingController& training, PageHeader* header, const QString& name, bool stopsEarly);
    void setStopTip(const QString& tip) { m_stop->setToolTip(tip); }
    /// Shows them as the state of the training wants it; `active`: the view's training goes on.
    void update(bool active);

private:
    TrainingController& m_training;
    bool m_stopsEarly;
    QPushButton *m_pause, *m_stop;
};

}
