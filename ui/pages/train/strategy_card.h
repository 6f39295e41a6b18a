// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/strategy_diagram.h"

#include <QAbstractButton>
#include <QTimer>

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
    /// As one of several that are ticked for a race, or as the one that is chosen.
    void setRacing(bool racing);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void lookedAt(); ///< the pointer rests on it, or it has the focus

protected:
    void paintEvent(QPaintEvent*) override;
    void enterEvent(QEnterEvent*) override;
    void leaveEvent(QEvent*) override;
    void focusInEvent(QFocusEvent*) override;

private:
    QTimer m_rest;
    bool m_racing = false;
    std::string m_kind;
    QString m_summary;
    StrategyDiagram* m_diagram;
    QLabel *m_trained, *m_time;
};

}
