// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/strategy_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/kit.h"

#include <QCheckBox>
#include <QFocusEvent>
#include <QLabel>
#include <QPainter>
#include <QStyleOptionButton>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kRestMilliseconds = 600, kBox = 16;

}

StrategyCard::StrategyCard(const StrategyInfo& info, QWidget* parent)
    : QAbstractButton(parent), m_kind(info.kind), m_summary(engineText(info.summary)) {
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setText(engineText(info.title));
    setToolTip(engineText(info.explanation));
    setAccessibleName(text());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 11, 13, 11);
    layout->setSpacing(7);
    QLabel* title = boldLabel(text(), this);
    title->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(m_diagram = new StrategyDiagram(this));
    layout->addWidget(mutedLabel(m_summary, this));
    layout->addStretch(1);
    layout->addWidget(m_trained = new QLabel(this));
    m_trained->setWordWrap(true); // a card is as wide as its column, in every language
    layout->addWidget(m_time = mutedLabel({}, this));
    // The card is one button: what lies on it takes no clicks of its own.
    for (QWidget* child : findChildren<QWidget*>())
        child->setAttribute(Qt::WA_TransparentForMouseEvents);
    setFigures(0, {});
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &StrategyCard::lookedAt);
}

void StrategyCard::setRacing(bool racing) {
    m_racing = racing;
    setAutoExclusive(!racing);
    setAccessibleName(racing ? tr("%1, take part in the race").arg(text()) : text());
    update();
}

void StrategyCard::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    m_rest.start();
    update();
}

void StrategyCard::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    m_rest.stop();
    update();
}

void StrategyCard::focusInEvent(QFocusEvent* event) {
    QAbstractButton::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) m_rest.start();
}

void StrategyCard::setFigures(std::int64_t trained, const QString& time) {
    m_trained->setText(trained > 0 ? tr("<b>%1</b> trained").arg(shortCount(trained)) : tr("not measured yet"));
    m_time->setText(time);
    m_time->setVisible(!time.isEmpty());
    const QString figures = trained > 0 ? tr("%1 parameters trained, %2").arg(shortCount(trained), time) : QString();
    setAccessibleDescription(m_summary + QLatin1Char(' ') + figures);
}

QSize StrategyCard::sizeHint() const {
    return layout()->sizeHint();
}

QSize StrategyCard::minimumSizeHint() const {
    return layout()->minimumSize();
}

void StrategyCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::instance();
    const bool marked = isChecked() || hasFocus();
    const double width = marked ? 2 : 1;
    painter.setPen(QPen(theme.color(isChecked()        ? Tone::Accent
                                        : hasFocus()   ? Tone::Blue
                                        : underMouse() ? Tone::Muted
                                                       : Tone::Line),
                        width));
    painter.setBrush(theme.color(Tone::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 9, 9);
    if (m_racing) {
        QStyleOptionButton box;
        box.initFrom(this);
        box.rect = QStyle::visualRect(layoutDirection(), rect(), {this->width() - kBox - 10, 11, kBox, kBox});
        box.state = (isEnabled() ? QStyle::State_Enabled : QStyle::State_None) | (isChecked() ? QStyle::State_On : QStyle::State_Off);
        QCheckBox forStyle; // the style sheet knows boxes by their class
        style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, &forStyle);
    }
    if (isChecked() && hasFocus()) {
        painter.setPen(QPen(theme.color(Tone::Accent), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5), 6, 6);
    }
}

}
