// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QVBoxLayout;

namespace espalier {

class AnswerCard;
class TryKeeper;
class VerdictCard;

/// The playground's tab for classes: type, and one tuned model or two answer as you go.
class ClassifyRoom : public Room {
    Q_OBJECT
public:
    ClassifyRoom(Session& session, TryKeeper& keeper, QWidget* parent = nullptr);
    void setCandidates(const std::vector<Candidate>& candidates) override;
    void choose(const QString& reference) override;
    QString reference() const override;
    QString modelTitle() const override;
    QString subtitle() const override;
    QString text() const override;
    void setText(const QString& text) override;
    void focusText() override;
    QString exampleText() const override;
    void ask() override;
    void keepWaiting() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addText(QVBoxLayout* layout);
    void addAnswers(QVBoxLayout* layout);
    void keep(); ///< what both cards say to the text, once
    void keepAnswer(const AnswerCard& card, const QString& judgement = {});
    void judge(const QString& label);
    void showNumbers(qint64 tokens, double milliseconds, bool truncated);

    Session& m_session;
    TryKeeper& m_keeper;
    QTimer m_askTimer, m_keepTimer;
    QPlainTextEdit* m_text;
    QLabel* m_numbers;
    QCheckBox* m_compare;
    AnswerCard *m_first, *m_second;
    VerdictCard* m_verdict;
};

}
