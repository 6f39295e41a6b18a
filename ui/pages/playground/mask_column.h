// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <vector>

class QVBoxLayout;

namespace espalier {

/// The candidates for one mask, each a button that puts it there and a bar of its share.
class MaskColumn : public Card {
    Q_OBJECT
public:
    MaskColumn(int number, QWidget* parent = nullptr);
    void setWords(const std::vector<FilledWord>& words, bool single);

Q_SIGNALS:
    void chosen(int place);

private:
    struct Row {
        QWidget* widget;
        QPushButton* word;
        LabelBar* bar;
    };
    void addRow();

    int m_number;
    std::vector<Row> m_rows;
};

}
