// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QWidget>

#include <vector>

namespace espalier {

/// Tokens as chips in rows: words in alternating tints, special tokens grey, unknown ones framed in red with a question
/// mark. Hovering tells id and offsets.
class TokenStrip : public QWidget {
    Q_OBJECT
public:
    explicit TokenStrip(QWidget* parent = nullptr);
    void setTokens(std::vector<TokenPiece> tokens);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    bool event(QEvent* event) override;

private:
    struct Chip {
        QRect place;
        QString text;
        int word = 0;
    };
    int arrange(int width, std::vector<Chip>* chips) const;

    std::vector<TokenPiece> m_tokens;
    std::vector<Chip> m_chips;
};

}
