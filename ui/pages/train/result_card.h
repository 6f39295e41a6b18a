// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

namespace espalier {

/// How a run ended: its state, its scores, and how long it took.
class ResultCard : public Card {
    Q_OBJECT
public:
    explicit ResultCard(QWidget* parent = nullptr);
    void setRecord(const RunRecord& record);

private:
    Pill* m_state;
    QLabel *m_score, *m_lines;
};

}
