// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"
#include "ui/pages/playground/file_answer.h"
#include "ui/pages/playground/model_choice.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;

namespace espalier {

/// A tab of the playground: a text, who is asked, and the answer. It asks as one types, and a pause or Enter keeps the
/// answer; or it waits for Enter (asksWhileTyping).
class Room : public QWidget {
    Q_OBJECT
public:
    explicit Room(QWidget* parent = nullptr);
    virtual void setCandidates(const std::vector<Candidate>& candidates) = 0;
    virtual void choose(const QString& reference) = 0;
    virtual QString reference() const = 0; ///< empty: there is no model for this
    virtual QString modelTitle() const = 0;
    virtual QString subtitle() const = 0; ///< of the page while it is open
    virtual QString exampleText() const = 0; ///< typed in for a picture
    virtual QString emptyText() const; ///< what to do where there is no model
    virtual bool answersFiles() const { return true; }
    /// How the model that is chosen answers a file; empty where something is to be mended first, which the room then shows.
    virtual FileAnswer fileAnswer();
    virtual QJsonObject state() const { return {}; } ///< what is to outlive the room, beside its text
    virtual void setState(const QJsonObject&) { }
    virtual void ask() = 0;
    virtual void themeChanged() { ask(); }

    QString text() const;
    void setText(const QString& text);
    void focusText();
    void keepWaiting(); ///< keeps now what a pause would keep

Q_SIGNALS:
    void modelChosen();
    void answered();
    void subtitleChanged();
    void failed(const espalier::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

    virtual void keep() = 0; ///< the answer to the text as it stands, once
    virtual bool asksWhileTyping() const { return true; }
    virtual void entered(); ///< Enter was pressed: keeps the answer
    QPlainTextEdit* textEdit() const { return m_text; }
    /// The one field that is typed into, and the line below it; named `name` + "text" and "numbers".
    QPlainTextEdit* makeText(const QString& name, QWidget* parent);
    QLabel* makeNumbers(const QString& name, QWidget* parent);
    void stopAsking() { m_askTimer.stop(); }
    void stopKeeping() { m_keepTimer.stop(); }
    /// Says what an answer cost, and begins the pause after which it is kept.
    void showAnswered(qint64 tokens, double milliseconds, bool truncated);
    void showHint(); ///< in place of the numbers: how an answer is kept

private:
    QTimer m_askTimer, m_keepTimer;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_numbers = nullptr;
};

}
