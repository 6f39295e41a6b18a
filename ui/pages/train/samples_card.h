// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <vector>

class QTextEdit;

namespace espalier {

/// What a language model writes from one prompt before the run and after it, beside each other. Hidden where there is
/// nothing to show.
class SamplesCard : public Card {
    Q_OBJECT
public:
    explicit SamplesCard(QWidget* parent = nullptr);
    void setSamples(const std::vector<SampleEvent>& samples);
    void retheme(); ///< draws the texts in the colours of the theme

private:
    QTextEdit* addText(QLayout* row, const QString& title, const char* name);
    void draw();

    QTextEdit *m_before, *m_after;
    QString m_prompt, m_first, m_last;
    bool m_ended = false;
};

}
