// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QWidget>

class QLabel;

namespace espalier {

/// Memory of a run by part as one stacked bar over what the machine has, with a legend in words.
class MemoryBar : public QWidget {
    Q_OBJECT
public:
    explicit MemoryBar(QWidget* parent = nullptr);
    void setEstimate(const Estimate& estimate);
    void clear();
    void recolour();

private:
    class Bar;
    Bar* m_bar;
    QLabel* m_legend;
    Estimate m_estimate;
    bool m_known = false;
};

}
