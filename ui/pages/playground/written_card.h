// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

class QTextEdit;

namespace espalier {

/// One text that is being written, or has been: what it goes on from in a muted tone, how it ended, and a copy of it.
class WrittenCard : public Card {
    Q_OBJECT
public:
    /// Its parts are named `name` + "text" and the number.
    WrittenCard(const QString& name, int number, QWidget* parent = nullptr);
    void begin(const QString& prompt); ///< empty: it does not go on from one
    void append(const QString& piece);
    void finish(const GeneratedSequence& sequence);
    void themeChanged(); ///< draws the text anew
    QString text() const { return m_prompt + m_text; }

private:
    void insert(const QString& text, Tone tone);

    QTextEdit* m_view;
    Pill* m_finish;
    QLabel* m_tokens;
    QPushButton* m_copy;
    QString m_prompt, m_text;
};

}
