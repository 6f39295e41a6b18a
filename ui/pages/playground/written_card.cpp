// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/written_card.h"

#include "ui/bridge/strings.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextEdit>
#include <QVBoxLayout>

namespace espalier {

namespace {

QString finishTitle(Finish finish) {
    switch (finish) {
    case Finish::Length:
        return WrittenCard::tr("length reached");
    case Finish::EndToken:
        return WrittenCard::tr("ended by the model");
    case Finish::StopString:
        return WrittenCard::tr("stop string");
    default:
        return WrittenCard::tr("stopped");
    }
}

}

WrittenCard::WrittenCard(const QString& prefix, int number, QWidget* parent) : Card(parent) {
    const QString name = prefix + QStringLiteral("text%1").arg(number);
    m_view = new QTextEdit(this);
    m_view->setObjectName(name);
    m_view->setAccessibleName(tr("Text %1").arg(number));
    m_view->setReadOnly(true);
    m_view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_view->setTabChangesFocus(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setStyleSheet(QStringLiteral("QTextEdit { background: transparent; border: none; font-size: 15px }"));
    m_view->setMinimumHeight(70);
    body()->addWidget(m_view, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_finish = new Pill({}, Tone::Muted, this));
    m_finish->setObjectName(name + QStringLiteral(".finish"));
    foot->addWidget(m_tokens = mutedLabel({}, this), 1);
    m_tokens->setWordWrap(false);
    foot->addWidget(m_copy = small(quietButton(tr("Copy"), this)));
    m_copy->setObjectName(name + QStringLiteral(".copy"));
    m_copy->setAccessibleName(tr("Copy text %1").arg(number));
    body()->addLayout(foot);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
}

void WrittenCard::insert(const QString& text, Tone tone) {
    QTextCursor cursor(m_view->document());
    cursor.movePosition(QTextCursor::End);
    QTextCharFormat format;
    format.setForeground(Theme::instance().color(tone));
    cursor.insertText(text, format);
}

void WrittenCard::begin(const QString& prompt) {
    m_prompt = prompt;
    m_text.clear();
    m_view->clear();
    insert(prompt, Tone::Muted);
    m_finish->hide();
    m_tokens->clear();
    m_copy->setEnabled(false);
}

void WrittenCard::append(const QString& piece) {
    QScrollBar* bar = m_view->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum() - 4; // unless one has scrolled up to read
    m_text += piece;
    insert(piece, Tone::Text);
    if (follows) bar->setValue(bar->maximum());
}

void WrittenCard::finish(const GeneratedSequence& sequence) {
    // What was streamed may lack a last piece that was not whole; by itself a text may lack its first blank.
    const QString all = toQString(sequence.text);
    const bool goesOn = !m_prompt.isEmpty() && all.startsWith(m_prompt);
    const QString whole = goesOn ? all.mid(m_prompt.size()) : toQString(sequence.newText);
    if (!goesOn) m_prompt.clear(); // an answer stands by itself
    if (whole != m_text || !goesOn) {
        m_text = whole;
        themeChanged();
    }
    m_finish->setText(finishTitle(sequence.finish));
    m_finish->setTone(sequence.finish == Finish::Cancelled ? Tone::Warn : Tone::Muted);
    m_finish->show();
    m_tokens->setText(tr("%Ln token(s)", nullptr, static_cast<int>(sequence.newIds.size())));
    m_copy->setEnabled(true);
}

void WrittenCard::themeChanged() {
    m_view->clear();
    insert(m_prompt, Tone::Muted);
    insert(m_text, Tone::Text);
}

}
