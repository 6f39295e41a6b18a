// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QGridLayout;

namespace espalier {

/// What is known of a model: its size and shape, where it comes from and what it is good for.
class ModelCard : public Card {
    Q_OBJECT
public:
    explicit ModelCard(QWidget* parent = nullptr);
    void setModel(const ModelInfo& info);

private:
    static QString stateText(const ModelInfo& info);
    void addFact(const QString& name, const QString& value, bool wide);

    Pill* m_state;
    QLabel *m_about, *m_how;
    QWidget* m_facts = nullptr;
    QGridLayout* m_grid = nullptr;
    int m_cell = 0;
};

/// The README that came with a model; hidden where there is none.
class ReadmeCard : public Card {
    Q_OBJECT
public:
    explicit ReadmeCard(QWidget* parent = nullptr);
    void setModel(const ModelInfo& info);

private:
    QLabel* m_text;
};

}
