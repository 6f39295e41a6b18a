// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/widgets/kit.h"

namespace espalier {

/// Of several runs as one item: which one goes, what those before came to, and at the end their mean with its interval.
/// Hidden while no such item is shown.
class GroupStrip : public Card {
    Q_OBJECT
public:
    explicit GroupStrip(Session& session, QWidget* parent = nullptr);

private:
    void update();
    void showScores();
    TrainingController& training() const { return m_session.training(); }

    Session& m_session;
    QLabel *m_now, *m_scores;
    QPushButton* m_open;
};

/// "seed 2", "part 2 of 5": what is this run's own within its group.
QString ownOfGroup(const Recipe& recipe);

}
