// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/room.h"

#include "ui/bridge/strings.h"
#include "ui/widgets/kit.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPlainTextEdit>

namespace espalier {

namespace {

constexpr int kAskAfter = 150, kKeepAfter = 1200;

}

Room::Room(QWidget* parent) : QWidget(parent) {
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(kAskAfter);
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(kKeepAfter);
    connect(&m_askTimer, &QTimer::timeout, this, [this] { ask(); });
    connect(&m_keepTimer, &QTimer::timeout, this, [this] {
        m_keepTimer.stop();
        keep();
    });
}

QPlainTextEdit* Room::makeText(const QString& name, QWidget* parent) {
    m_text = new QPlainTextEdit(parent);
    m_text->setObjectName(name + QStringLiteral("text"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(66);
    m_text->setStyleSheet(QStringLiteral("font-size: 16px"));
    m_text->installEventFilter(this);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!asksWhileTyping()) return;
        m_askTimer.start();
        m_keepTimer.start();
    });
    return m_text;
}

QLabel* Room::makeNumbers(const QString& name, QWidget* parent) {
    m_numbers = mutedLabel({}, parent);
    m_numbers->setObjectName(name + QStringLiteral("numbers"));
    return m_numbers;
}

QString Room::text() const {
    return m_text->toPlainText();
}

void Room::setText(const QString& text) {
    m_text->setPlainText(text);
}

void Room::focusText() {
    m_text->setFocus();
    m_text->moveCursor(QTextCursor::End);
}

void Room::keepWaiting() {
    if (!m_keepTimer.isActive()) return;
    m_keepTimer.stop();
    keep();
}

void Room::showAnswered(qint64 tokens, double milliseconds, bool truncated) {
    QString said = tokens > 0 ? tr("%Ln token(s)", nullptr, static_cast<int>(tokens)) + QStringLiteral(" · ") : QString();
    said += tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
    if (truncated) said += QStringLiteral(" · ") + tr("the end was cut off: the text is longer than the model reads");
    m_numbers->setText(said);
    // A slow answer is kept when it comes: the pause begins anew.
    if (!m_keepTimer.isActive()) m_keepTimer.start();
}

void Room::showHint() {
    m_numbers->setText(tr("Enter keeps the answer; so does a pause."));
}

FileAnswer Room::fileAnswer() {
    return [model = toStdString(reference())](Workspace& workspace, const std::string& input, const std::string& output, const CancellationToken& token,
                                              const ProgressSink& progress) { return workspace.predictFile(model, input, output, token, progress); };
}

QString Room::emptyText() const {
    return tr("A model answers here once a run has trained it. The sample on the Start page takes about a minute.");
}

void Room::entered() {
    m_keepTimer.stop();
    keep();
}

bool Room::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            entered();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}
