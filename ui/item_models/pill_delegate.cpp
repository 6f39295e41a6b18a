// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/pill_delegate.h"

#include "ui/item_models/roles.h"
#include "ui/widgets/pill.h"

#include <QApplication>
#include <QPainter>

#include <cmath>

namespace espalier {

namespace {

bool isSeries(Tone tone) {
    return tone == Tone::Orange || tone == Tone::Purple || tone == Tone::Green || tone == Tone::Vermilion;
}

QColor ground(Tone tone) {
    if (!isSeries(tone)) return Theme::instance().color(pillTones(tone).ground);
    const QColor ink = Theme::instance().color(tone), paper = Theme::instance().color(Tone::Surface);
    const auto mixed = [](int a, int b) { return static_cast<int>(std::lround(0.86 * a + 0.14 * b)); };
    return {mixed(paper.red(), ink.red()), mixed(paper.green(), ink.green()), mixed(paper.blue(), ink.blue())};
}

/// Series colours are too light for small text on their own tint.
QColor ink(Tone tone) {
    return Theme::instance().color(isSeries(tone) ? Tone::Text : pillTones(tone).text);
}

}

void PillDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QVariant tone = index.data(ToneRole);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (!tone.isValid() || text.isEmpty()) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QWidget* widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QFont font = option.font;
    if (font.pixelSize() > 0)
        font.setPixelSize(font.pixelSize() - 1);
    else
        font.setPointSizeF(font.pointSizeF() - 0.8);
    const QFontMetrics metrics(font);
    const QRect room = option.rect.adjusted(8, 0, -6, 0);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room.width() - 18);
    QRect pill(0, 0, metrics.horizontalAdvance(shown) + 18, metrics.height() + 2);
    pill = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, pill.size(), room);
    painter->setPen(Qt::NoPen);
    // A selected row has the tint of some pills.
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->setBrush(selected ? Theme::instance().color(Tone::Surface) : ground(Tone(tone.toInt())));
    painter->drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    painter->setFont(font);
    painter->setPen(ink(Tone(tone.toInt())));
    painter->drawText(pill, Qt::AlignCenter, shown);
    painter->restore();
}

}
