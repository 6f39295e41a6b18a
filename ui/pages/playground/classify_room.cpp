// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/classify_room.h"

#include "ui/bridge/strings.h"
#include "ui/pages/playground/answer_card.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/pages/playground/verdict_card.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace espalier {

ClassifyRoom::ClassifyRoom(Session& session, TryKeeper& keeper, QWidget* parent)
    : Room(parent), m_session(session), m_keeper(keeper) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addText(layout);
    addAnswers(layout);
}

void ClassifyRoom::addText(QVBoxLayout* layout) {
    auto* card = new Card(this);
    QPlainTextEdit* text = makeText(QStringLiteral("playground."), card);
    text->setAccessibleName(tr("Text to try"));
    text->setPlaceholderText(tr("Type a sentence…"));
    card->body()->addWidget(text);
    auto* row = new QHBoxLayout;
    row->addWidget(makeNumbers(QStringLiteral("playground."), card), 1);
    row->addWidget(m_compare = new QCheckBox(tr("&Compare with a second model"), card));
    m_compare->setObjectName(QStringLiteral("playground.compare"));
    card->body()->addLayout(row);
    layout->addWidget(card);
}

void ClassifyRoom::addAnswers(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_first = new AnswerCard(m_session, QStringLiteral("playground.first"), tr("A"), this), 3);
    row->addWidget(m_second = new AnswerCard(m_session, QStringLiteral("playground.second"), tr("B"), this), 3);
    row->addWidget(m_verdict = new VerdictCard(this), 2);
    layout->addLayout(row);
    m_second->hide();
    for (AnswerCard* card : {m_first, m_second}) {
        connect(card, &AnswerCard::modelChosen, this, [this] {
            Q_EMIT modelChosen();
            ask();
        });
        connect(card, &AnswerCard::failed, this, &Room::failed);
    }
    connect(m_first, &AnswerCard::answeredText, this, &ClassifyRoom::showNumbers);
    connect(m_verdict, &VerdictCard::judged, this, &ClassifyRoom::judge);
    connect(m_compare, &QCheckBox::toggled, this, [this](bool on) {
        m_second->setVisible(on);
        Q_EMIT subtitleChanged();
        ask();
    });
}

void ClassifyRoom::setCandidates(const std::vector<Candidate>& candidates) {
    const QString before = m_first->reference();
    m_first->setCandidates(candidates, 0);
    m_second->setCandidates(candidates, 1);
    m_compare->setEnabled(candidates.size() > 1);
    if (m_first->reference() != before || !m_first->answered()) ask();
}

void ClassifyRoom::choose(const QString& reference) {
    m_first->choose(reference);
    ask();
}

QString ClassifyRoom::reference() const {
    return m_first->reference();
}

QString ClassifyRoom::modelTitle() const {
    return m_first->modelTitle();
}

QString ClassifyRoom::subtitle() const {
    return m_compare->isChecked() ? tr("Type, and both models answer as you go.")
                                  : tr("Type, and the model answers as you go.");
}

QString ClassifyRoom::exampleText() const {
    return tr("It starts slow, but the last hour is quietly magnificent.");
}

void ClassifyRoom::ask() {
    stopAsking();
    const QString said = text();
    m_verdict->setAnswer({}, {});
    if (said.trimmed().isEmpty()) showHint();
    m_first->ask(said);
    if (m_compare->isChecked()) m_second->ask(said);
}

void ClassifyRoom::showNumbers(qint64 tokens, double milliseconds, bool truncated) {
    showAnswered(tokens, milliseconds, truncated);
    m_verdict->setAnswer(m_first->record().label, m_first->labels());
    Q_EMIT answered();
}

void ClassifyRoom::keep() {
    keepAnswer(*m_first);
    if (m_compare->isChecked()) keepAnswer(*m_second);
}

void ClassifyRoom::keepAnswer(const AnswerCard& card, const QString& judgement) {
    if (card.answered() && card.record().text == toStdString(text())) m_keeper.keep(card.record(), judgement);
}

void ClassifyRoom::judge(const QString& label) {
    stopKeeping();
    keepAnswer(*m_first, label);
    m_verdict->setSaid(toStdString(label) == m_first->record().label ? tr("Kept: the answer is right.")
                                                                     : tr("Kept: it should be “%1”.").arg(label));
}

}
