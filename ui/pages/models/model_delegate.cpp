// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/model_delegate.h"

#include "ui/item_models/roles.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace espalier {

namespace {

constexpr int kPadding = 10, kDot = 7;

QFont smallFont(QFont font) {
    if (font.pixelSize() > 0)
        font.setPixelSize(font.pixelSize() - 1);
    else
        font.setPointSizeF(font.pointSizeF() - 0.8);
    return font;
}

}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {160, QFontMetrics(option.font).height() + QFontMetrics(smallFont(option.font)).height() + 16};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    (option.widget ? option.widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::instance();
    const bool leftToRight = option.direction == Qt::LeftToRight;
    QRect room = option.rect.adjusted(kPadding, 7, -kPadding, -7);
    QRect dot(0, 0, kDot, kDot);
    dot.moveCenter(QPoint(leftToRight ? room.right() - kDot / 2 : room.left() + kDot / 2, room.center().y()));
    const Tone tone = Tone(index.data(ToneRole).toInt());
    painter->setPen(QPen(theme.color(tone), 1.5));
    painter->setBrush(tone == Tone::Muted ? QBrush(Qt::NoBrush) : QBrush(theme.color(tone)));
    painter->drawEllipse(dot);
    leftToRight ? room.setRight(dot.left() - 6) : room.setLeft(dot.right() + 6);
    const auto align = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(theme.color(Tone::Text));
    painter->drawText(room, align | Qt::AlignTop,
                      QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    const QFont small = smallFont(option.font);
    painter->setFont(small);
    painter->setPen(theme.color(Tone::Muted));
    painter->drawText(
        room, align | Qt::AlignBottom,
        QFontMetrics(small).elidedText(index.data(Qt::StatusTipRole).toString(), Qt::ElideRight, room.width()));
    painter->restore();
}

}
