// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QStandardItemModel;

namespace espalier {

/// What a race ends in: score, trained parameters, time, memory and file size of each strategy, and the outcome in words.
class RaceTableCard : public Card {
    Q_OBJECT
public:
    explicit RaceTableCard(QWidget* parent = nullptr);
    void setTable(const RaceTable& table);
    void recolour();

Q_SIGNALS:
    void runRequested(qint64 run); ///< Enter or double click on it

private:
    void addRow(const RaceEntry& entry, int lane);
    RaceTable m_table;
    QStandardItemModel* m_model;
    QTableView* m_view;
    NoteBox* m_words;
};

/// The outcome in a sentence or two: who was best, and what the cheapest of nearly as good ones saves.
QString raceVerdict(const RaceTable& table);

}
