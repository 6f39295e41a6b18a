// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/samples_card.h"

#include "ui/bridge/strings.h"

#include <QHBoxLayout>
#include <QTextEdit>
#include <QVBoxLayout>

namespace espalier {

namespace {

QTextCharFormat inTone(Tone tone) {
    QTextCharFormat format;
    format.setForeground(Theme::instance().color(tone));
    return format;
}

}

SamplesCard::SamplesCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.samples"));
    setTitle(tr("Its writing"));
    auto* row = new QHBoxLayout;
    row->setSpacing(18);
    m_before = addText(row, tr("before"), "train.samples.before");
    m_after = addText(row, tr("after"), "train.samples.after");
    body()->addLayout(row, 1);
    hide();
}

QTextEdit* SamplesCard::addText(QLayout* row, const QString& title, const char* name) {
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(mutedLabel(title, column));
    auto* text = new QTextEdit(column);
    text->setObjectName(QLatin1String(name));
    text->setAccessibleName(title);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    text->setFrameShape(QFrame::NoFrame);
    text->viewport()->setAutoFillBackground(false);
    text->setStyleSheet(QStringLiteral("QTextEdit { background: transparent; border: none }"));
    text->setMinimumHeight(70);
    layout->addWidget(text, 1);
    row->addWidget(column);
    return text;
}

void SamplesCard::setSamples(const std::vector<SampleEvent>& samples) {
    setVisible(!samples.empty());
    m_ended = false;
    m_first.clear();
    for (const SampleEvent& sample : samples) {
        m_prompt = toQString(sample.prompt);
        if (sample.step == 0) {
            m_first = toQString(sample.text);
        } else {
            m_last = toQString(sample.text);
            m_ended = true;
        }
    }
    draw();
}

void SamplesCard::retheme() {
    draw();
}

void SamplesCard::draw() {
    m_before->clear();
    m_before->textCursor().insertText(m_prompt, inTone(Tone::Muted));
    m_before->textCursor().insertText(m_first, inTone(Tone::Text));
    m_after->clear();
    if (!m_ended) return m_after->textCursor().insertText(tr("Comes when the run has ended."), inTone(Tone::Muted));
    m_after->textCursor().insertText(m_prompt, inTone(Tone::Muted));
    m_after->textCursor().insertText(m_last, inTone(Tone::Text));
}

}
