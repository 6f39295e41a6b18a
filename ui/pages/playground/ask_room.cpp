// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/ask_room.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/widgets/kit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace espalier {

AskRoom::AskRoom(Session& session, TryKeeper& keeper, QWidget* parent)
    : Room(parent), m_session(session), m_keeper(keeper) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto* card = new Card(this);
    QPlainTextEdit* question = makeText(QStringLiteral("playground.ask."), card);
    question->setAccessibleName(tr("Question"));
    question->setPlaceholderText(tr("Type a question about the text below…"));
    card->body()->addWidget(question);
    card->body()->addLayout(makeChoices(card));
    layout->addWidget(card);
    addContext(layout);
    clear(tr("Give a text and a question."));
}

QLayout* AskRoom::makeChoices(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new ModelChoice(QStringLiteral("playground.ask.model"), 18, parent);
    m_model->setAccessibleName(tr("Model"));
    m_allowsNone = new QCheckBox(tr("may have no answer"), parent);
    m_allowsNone->setObjectName(QStringLiteral("playground.ask.none"));
    m_allowsNone->setToolTip(tr("The model may say that the text doesn't answer the question"));
    row->addWidget(m_model, 2);
    row->addWidget(m_allowsNone);
    row->addWidget(makeNumbers(QStringLiteral("playground.ask."), parent), 3);
    connect(m_model, &QComboBox::activated, this, [this] {
        Q_EMIT modelChosen();
        ask();
    });
    connect(m_allowsNone, &QCheckBox::toggled, this, &AskRoom::ask);
    return row;
}

void AskRoom::addContext(QVBoxLayout* layout) {
    auto* card = new Card(this);
    m_answer = new QLabel(card);
    m_answer->setObjectName(QStringLiteral("playground.ask.answer"));
    m_answer->setWordWrap(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_answer->setStyleSheet(QStringLiteral("font-size: 18px; font-weight: 600"));
    m_context = new QPlainTextEdit(card);
    m_context->setObjectName(QStringLiteral("playground.ask.context"));
    m_context->setAccessibleName(tr("Text that holds the answer"));
    m_context->setPlaceholderText(tr("Paste the text that holds the answer…"));
    m_context->setTabChangesFocus(true);
    m_context->setPlainText(tr("The orchard was planted in 1907 by Ada Lind, who wanted pears for the whole village. "
                               "Her brother Nils built the wall around it from the stones of the old mill."));
    card->body()->addWidget(m_answer);
    card->body()->addWidget(m_context, 1);
    layout->addWidget(card, 1);
    connect(m_context, &QPlainTextEdit::textChanged, this, &AskRoom::ask);
}

void AskRoom::setCandidates(const std::vector<Candidate>& candidates) {
    m_model->setCandidates(candidates);
    if (reference() != m_askedReference) ask();
}

void AskRoom::choose(const QString& chosen) {
    m_model->choose(chosen);
    ask();
}

QString AskRoom::subtitle() const {
    return tr("Ask about a text, and the answer is marked in it.");
}

QString AskRoom::exampleText() const {
    return tr("Who planted the orchard?");
}

QString AskRoom::emptyText() const {
    return tr("A model that was tuned to answer questions is asked here: train one on a SQuAD file.");
}

void AskRoom::showEvent(QShowEvent* event) {
    Room::showEvent(event);
    if (reference() != m_askedReference) ask();
}

void AskRoom::ask() {
    stopAsking();
    if (!isVisible()) return; // a model is loaded when it is looked at
    const QString question = text(), context = m_context->toPlainText();
    if (reference().isEmpty() || question.trimmed().isEmpty() || context.trimmed().isEmpty()) {
        m_job.cancel();
        return clear(tr("Give a text and a question."));
    }
    if (m_askedReference != reference()) clear(tr("Loading the model …"));
    m_askedReference = reference();
    struct Answer {
        FoundAnswer found;
        double milliseconds = 0;
    };
    askLatest(
        m_job, this, m_session.workspace(),
        [reference = toStdString(reference()), asked = toStdString(question), source = toStdString(context),
         options = QuestionOptions {.maxAnswerTokens = 30, .allowsNone = m_allowsNone->isChecked()}](Workspace& workspace) {
            return capture([&] {
                const auto answerer = workspace.questionAnswerer(reference).value();
                const auto start = std::chrono::steady_clock::now();
                Answer answer {.found = answerer->answer(asked, source, options).value()};
                answer.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
                return answer;
            });
        },
        [this, question](Result<Answer> answer) {
            if (answer) return show(question, answer->found, answer->milliseconds);
            m_askedReference.clear();
            clear(tr("No answer."));
            Q_EMIT failed(answer.error());
        });
}

void AskRoom::show(const QString& question, const FoundAnswer& found, double milliseconds) {
    m_question = question;
    m_found = found;
    m_answer->setText(found.answer.empty() ? tr("The text doesn't say.") : toQString(found.answer));
    m_answer->setToolTip(tr("sure to %1 %").arg(QLocale().toString(100 * found.score, 'f', 1)));
    mark();
    showAnswered(0, milliseconds, false);
    Q_EMIT answered();
}

void AskRoom::clear(const QString& why) {
    m_question.clear();
    m_found = {};
    m_answer->setText(why);
    m_answer->setToolTip({});
    mark();
    showHint();
}

/// Code points of the context → places in the editor, which counts UTF-16 units.
void AskRoom::mark() {
    QList<QTextEdit::ExtraSelection> marked;
    if (!m_found.answer.empty()) {
        const auto points = m_context->toPlainText().toUcs4();
        const auto place = [&](std::int64_t at) {
            const auto size = std::min<qsizetype>(static_cast<qsizetype>(at), points.size());
            return static_cast<int>(QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()), size).size());
        };
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(m_context->document());
        selection.cursor.setPosition(place(m_found.start));
        selection.cursor.setPosition(place(m_found.end), QTextCursor::KeepAnchor);
        selection.format.setBackground(palette().highlight());
        selection.format.setForeground(palette().highlightedText());
        marked << selection;
    }
    m_context->setExtraSelections(marked);
}

void AskRoom::keep() {
    if (m_question.isEmpty() || m_question != text()) return;
    TryRecord record;
    record.model = toStdString(m_askedReference);
    record.modelTitle = toStdString(modelTitle());
    record.text = toStdString(m_question);
    record.label = m_found.answer;
    record.score = m_found.score;
    m_keeper.keep(record);
}

}
