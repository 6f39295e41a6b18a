// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

namespace espalier {

/// How a pill of a tone is coloured: its name in the style sheet, its text, its ground.
struct PillTones {
    const char* name;
    Tone text, ground;
};
PillTones pillTones(Tone tone);

/// Draws a cell's text as a pill; the tone comes from the model under kToneRole (an int of Tone; Muted where there is none).
class PillDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kToneRole = Qt::UserRole + 100;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}
