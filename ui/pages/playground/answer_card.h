// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"
#include "ui/widgets/kit.h"

#include <vector>

namespace espalier {

/// One model's answer to the text: the label large, its share, and a bar for every class.
class AnswerCard : public Card {
    Q_OBJECT
public:
    AnswerCard(Session& session, const QString& name, const QString& letter, QWidget* parent = nullptr);
    void setCandidates(const std::vector<Candidate>& candidates, int preferred);
    void choose(const QString& reference);
    QString reference() const;
    QString modelTitle() const;

    /// Asks the chosen model; the answer of the newest text wins. An empty text empties the card.
    void ask(const QString& text);
    bool answered() const { return !m_text.isEmpty(); }
    /// What would be kept: the text answered last, with the answer.
    TryRecord record() const;
    const std::vector<std::string>& labels() const { return m_labels; }

Q_SIGNALS:
    void modelChosen();
    void answeredText(qint64 tokens, double milliseconds, bool truncated);
    void failed(const espalier::Error& error);

private:
    struct Answer {
        std::string task;
        std::vector<std::string> labels;
        Prediction prediction;
        double milliseconds = 0;
    };
    static Result<Answer> answer(Workspace& workspace, const std::string& reference, const std::string& text,
                                 const CancellationToken& token);
    void show(const QString& text, Answer answer);
    void showHead(const std::string& task);
    void showBars();
    bool isChosen(const std::string& label) const;
    void clear(const QString& why);

    Session& m_session;
    LatestJob m_job;
    ModelChoice* m_model;
    QLabel *m_label, *m_state;
    QVBoxLayout* m_bars;
    std::vector<LabelBar*> m_barWidgets;
    QString m_text, m_askedReference;
    std::string m_said; ///< the answer in words: a label, several, or a number
    std::vector<std::string> m_labels;
    Prediction m_prediction;
};

}
