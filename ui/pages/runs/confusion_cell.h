// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace espalier {

/// One cell of a confusion matrix: how many, and of what; a click opens its texts.
class ConfusionCell : public QAbstractButton {
    Q_OBJECT
public:
    ConfusionCell(const QString& truth, const QString& predicted, qint64 count, double shareOfTruth,
                  QWidget* parent = nullptr);
    QSize sizeHint() const override { return {110, 52}; }
    QSize minimumSizeHint() const override { return {44, 38}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_truth, m_predicted;
    qint64 m_count;
    double m_share;
};

}
