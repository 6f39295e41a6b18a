// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/strategy_diagram.h"

#include <QAbstractButton>

class QLabel;

namespace espalier {

struct StrategyInfo;

/// A strategy to choose: its name, its drawing, one line, and what it would train and take.
class StrategyCard : public QAbstractButton {
    Q_OBJECT
public:
    explicit StrategyCard(const StrategyInfo& info, QWidget* parent = nullptr);
    const std::string& kind() const { return m_kind; }
    StrategyDiagram* diagram() { return m_diagram; }
    /// What is known of it; 0 and empty: not yet.
    void setFigures(std::int64_t trained, const QString& time);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    std::string m_kind;
    QString m_summary;
    StrategyDiagram* m_diagram;
    QLabel *m_trained, *m_time;
};

}
