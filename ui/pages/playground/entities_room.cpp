// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/entities_room.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/entities_answer.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/widgets/kit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <chrono>

namespace espalier {

EntitiesRoom::EntitiesRoom(Session& session, TryKeeper& keeper, QWidget* parent)
    : Room(parent), m_session(session), m_keeper(keeper) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addText(layout);
    layout->addWidget(m_answer = new EntitiesAnswer(this), 1);
    clear(tr("Type a sentence above."));
}

void EntitiesRoom::addText(QVBoxLayout* layout) {
    auto* card = new Card(this);
    QPlainTextEdit* text = makeText(QStringLiteral("playground.entities."), card);
    text->setAccessibleName(tr("Text to find entities in"));
    text->setPlaceholderText(tr("Type a sentence with names…"));
    card->body()->addWidget(text);
    card->body()->addLayout(makeChoices(card));
    layout->addWidget(card);
}

QLayout* EntitiesRoom::makeChoices(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new ModelChoice(QStringLiteral("playground.entities.model"), 18, parent);
    m_model->setAccessibleName(tr("Model"));
    m_aggregation = new QComboBox(parent);
    m_aggregation->setObjectName(QStringLiteral("playground.entities.aggregation"));
    m_aggregation->setAccessibleName(tr("How tokens are grouped"));
    const std::pair<const char*, QString> ways[] = {{"simple", tr("simple: tokens of one type together")},
                                                    {"first", tr("first: a word is what its first token is")},
                                                    {"average", tr("average: a word is what its tokens are on average")},
                                                    {"max", tr("max: a word is what its surest token is")},
                                                    {"none", tr("none: every token by itself")}};
    for (const auto& [name, title] : ways)
        m_aggregation->addItem(title, QString::fromLatin1(name));
    row->addWidget(m_model, 2);
    row->addWidget(m_aggregation, 2);
    row->addWidget(makeNumbers(QStringLiteral("playground.entities."), parent), 3);
    connect(m_model, &QComboBox::activated, this, [this] {
        Q_EMIT modelChosen();
        ask();
    });
    connect(m_aggregation, &QComboBox::activated, this, &EntitiesRoom::ask);
    return row;
}

void EntitiesRoom::setCandidates(const std::vector<Candidate>& candidates) {
    m_model->setCandidates(candidates);
    if (reference() != m_askedReference) ask();
}

void EntitiesRoom::choose(const QString& chosen) {
    m_model->choose(chosen);
    ask();
}

QString EntitiesRoom::reference() const {
    return m_model->reference();
}

QString EntitiesRoom::modelTitle() const {
    return m_model->currentText();
}

QString EntitiesRoom::subtitle() const {
    return tr("Entities, grouped the way you choose.");
}

QString EntitiesRoom::exampleText() const {
    return tr("Apple Inc. was founded by Steve Jobs in Cupertino, California.");
}

void EntitiesRoom::ask() {
    stopAsking();
    const QString said = text();
    if (said.trimmed().isEmpty() || reference().isEmpty()) {
        m_job.cancel();
        return clear(tr("Type a sentence above."));
    }
    if (m_askedReference != reference()) clear(tr("Loading the model …"));
    m_askedReference = reference();
    const auto aggregation
        = aggregationFromName(toStdString(m_aggregation->currentData().toString())).value_or(Aggregation::Simple);
    askLatest(
        m_job, this, m_session.workspace(),
        [reference = toStdString(reference()), words = toStdString(said), aggregation](
            Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
            return capture([&] {
                const auto predictor = workspace.predictor(reference).value();
                const auto start = std::chrono::steady_clock::now();
                Answer answer;
                answer.prediction = predictor->predict({words}, {}, token, {}, aggregation).value().at(0);
                answer.milliseconds
                    = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
                return answer;
            });
        },
        [this, said](Result<Answer> answer) {
            if (answer) return show(said, std::move(*answer));
            m_askedReference.clear();
            clear(tr("No answer."));
            Q_EMIT failed(answer.error());
        });
}

void EntitiesRoom::show(const QString& text, Answer answer) {
    m_answer->show(text, std::move(answer.prediction.entities));
    showAnswered(answer.prediction.tokens, answer.milliseconds, answer.prediction.truncated);
    Q_EMIT answered();
}

void EntitiesRoom::clear(const QString& why) {
    m_answer->clear(why);
    showHint();
}

TryRecord EntitiesRoom::record() const {
    TryRecord record;
    record.model = toStdString(m_askedReference);
    record.modelTitle = toStdString(modelTitle());
    record.text = toStdString(m_answer->text());
    const std::vector<Entity>& entities = m_answer->entities();
    std::vector<EntitySpan> spans;
    for (const Entity& entity : entities) {
        spans.push_back({entity.start, entity.end, entity.name});
        record.score += static_cast<double>(entity.score) / static_cast<double>(entities.size());
    }
    record.label = entitySummary(record.text, spansLabel(spans));
    return record;
}

void EntitiesRoom::keep() {
    if (!m_answer->text().isEmpty() && m_answer->text() == text()) m_keeper.keep(record());
}

}
