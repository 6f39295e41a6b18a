// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/confusion_cell.h"

#include "ui/pages/common/words.h"

#include <QLocale>
#include <QPainter>

namespace espalier {

ConfusionCell::ConfusionCell(const QString& truth, const QString& predicted, qint64 count, double shareOfTruth,
                             QWidget* parent)
    : QAbstractButton(parent), m_truth(truth), m_predicted(predicted), m_count(count), m_share(shareOfTruth) {
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setEnabled(count > 0);
    const QString said = tr("%Ln text(s): %1 taken for %2", nullptr, static_cast<int>(count)).arg(truth, predicted);
    setAccessibleName(said);
    setToolTip(tr("%1, %2 of %3").arg(said, percentText(shareOfTruth), truth));
}

void ConfusionCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::instance();
    const bool right = m_truth == m_predicted;
    QColor ground = theme.color(m_count == 0 ? Tone::Track : right ? Tone::GoodSoft : Tone::BadSoft);
    painter.setPen(hasFocus()                        ? QPen(theme.color(Tone::Accent), 2)
                       : underMouse() && isEnabled() ? QPen(theme.color(Tone::Muted), 1)
                                                     : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(theme.color(m_count == 0 ? Tone::Muted : Tone::Text));
    const bool roomy = height() >= 46 && width() >= 90;
    QFont number = font();
    number.setPixelSize(roomy ? 17 : 14);
    number.setBold(true);
    painter.setFont(number);
    const QString count = QLocale().toString(m_count);
    if (!roomy) return painter.drawText(rect(), Qt::AlignCenter, count);
    painter.drawText(rect().adjusted(0, 5, 0, -height() / 2 + 4), Qt::AlignCenter, count);
    QFont caption = font();
    caption.setPixelSize(11);
    painter.setFont(caption);
    const QString words
        = isRightToLeft() ? tr("%1 ← %2").arg(m_predicted, m_truth) : tr("%1 → %2").arg(m_truth, m_predicted);
    painter.drawText(rect().adjusted(6, height() / 2, -6, -5), Qt::AlignCenter,
                     QFontMetrics(caption).elidedText(words, Qt::ElideMiddle, width() - 12));
}

}
