// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <QWidget>

#include <vector>

namespace espalier {

class EntityText;
class StringTableModel;

/// A text with its entities marked, their list beside it, and all of it as JSON for the clipboard.
class EntitiesAnswer : public QWidget {
    Q_OBJECT
public:
    explicit EntitiesAnswer(QWidget* parent = nullptr);
    void show(const QString& text, std::vector<Entity> entities);
    void clear(const QString& why);

    const QString& text() const { return m_text; } ///< empty: there is no answer
    const std::vector<Entity>& entities() const { return m_entities; }

private:
    Card* makeText();
    Card* makeList();
    void copyJson();

    EntityText* m_marked;
    QLabel *m_state, *m_legend;
    QPushButton* m_copy;
    StringTableModel* m_rows;
    QString m_text;
    std::vector<Entity> m_entities;
};

}
