// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/playground/written_card.h"

#include <vector>

class QGridLayout;

namespace espalier {

/// The texts that one model writes; beside another's with a line above that says whose they are.
class WrittenColumn : public QWidget {
    Q_OBJECT
public:
    explicit WrittenColumn(const QString& name, QWidget* parent = nullptr);
    /// So many texts begin, two in a row, or one beneath the other where another model writes beside it.
    void begin(std::int64_t count, const QString& prompt, bool beside);
    void setHead(const QString& title, const QString& numbers); ///< both empty: no line above
    void append(std::int64_t sequence, const QString& piece);
    void finish(const Generation& generation);
    void themeChanged();

private:
    QString m_name;
    QLabel* m_head;
    QGridLayout* m_grid;
    std::vector<WrittenCard*> m_texts;
};

}
