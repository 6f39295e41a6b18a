// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"

class QCheckBox;
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
    QString exampleText() const override;
    void ask() override;

protected:
    void keep() override;

private:
    void addText(QVBoxLayout* layout);
    void addAnswers(QVBoxLayout* layout);
    void keepAnswer(const AnswerCard& card, const QString& judgement = {});
    void judge(const QString& label);
    void showNumbers(qint64 tokens, double milliseconds, bool truncated);

    Session& m_session;
    TryKeeper& m_keeper;
    QCheckBox* m_compare;
    AnswerCard *m_first, *m_second;
    VerdictCard* m_verdict;
};

}
