// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

#include <map>
#include <vector>

namespace espalier {

/// A stretch of a text with the name of what it is, in QString's code units [start, end).
struct MarkedSpan {
    qsizetype start = 0, end = 0;
    QString name;
    double score = 0;
};

/// A text with its entities on a tinted ground, the name of each behind it; what the mouse is over tells its score.
/// Colours follow the names, and never stand alone.
class EntityText : public QWidget {
    Q_OBJECT
public:
    explicit EntityText(QWidget* parent = nullptr);
    void setMarked(const QString& text, std::vector<MarkedSpan> spans);
    /// The colour of a name, the same for as long as the widget lives.
    Tone toneOf(const QString& name);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// A word, or part of one, on one line.
    struct Piece {
        QRect place;
        QString text;
        int span = -1; ///< index; -1: no entity
        bool isName = false, first = false, last = false; ///< within its span and line
    };
    std::vector<Piece> arrange(int width, int* height) const;

    QString m_text;
    std::vector<MarkedSpan> m_spans;
    std::vector<Piece> m_pieces;
    std::map<QString, Tone> m_tones;
};

}
