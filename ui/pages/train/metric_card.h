// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

namespace espalier {

class LineChart;

/// A small curve with its name and its current value.
class MetricCard : public Card {
    Q_OBJECT
public:
    MetricCard(const QString& name, Tone tone, QWidget* parent = nullptr);
    void setName(const QString& name);
    /// Draws the curve; `value` is what stands at the top right.
    void setCurve(const Curve& curve, const QString& value);
    /// A sentence beneath the curve; empty: none.
    void setNote(const QString& note);
    void retheme();

private:
    QLabel *m_name, *m_value, *m_note;
    LineChart* m_chart;
};

}
