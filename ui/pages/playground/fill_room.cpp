// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/fill_room.h"

#include "engine/workspace/answer_files.h"
#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/mask_column.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/widgets/kit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <chrono>

namespace espalier {

FillRoom::FillRoom(Session& session, TryKeeper& keeper, QWidget* parent)
    : Room(parent), m_session(session), m_keeper(keeper), m_maskToken(QStringLiteral("[MASK]")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addText(layout);
    addColumns(layout);
    clear(tr("Type a sentence above."));
}

void FillRoom::addText(QVBoxLayout* layout) {
    auto* card = new Card(this);
    QPlainTextEdit* text = makeText(QStringLiteral("playground.fill."), card);
    text->setAccessibleName(tr("Text with blanks"));
    text->setPlaceholderText(tr("Type a sentence with a blank in it…"));
    card->body()->addWidget(text);
    card->body()->addLayout(makeChoices(card));
    layout->addWidget(card);
}

QLayout* FillRoom::makeChoices(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new ModelChoice(QStringLiteral("playground.fill.model"), 18, parent);
    m_model->setAccessibleName(tr("Model"));
    m_count = new QComboBox(parent);
    m_count->setObjectName(QStringLiteral("playground.fill.count"));
    m_count->setAccessibleName(tr("Candidates for each mask"));
    for (const int count : {5, 10, 20})
        m_count->addItem(tr("%Ln candidate(s)", nullptr, count), count);
    m_insert = small(quietButton({}, parent));
    m_insert->setObjectName(QStringLiteral("playground.fill.insert"));
    m_insert->setToolTip(tr("Puts the model's mask into the text, in place of what is selected"));
    row->addWidget(m_model, 2);
    row->addWidget(m_count);
    row->addWidget(m_insert);
    row->addWidget(makeNumbers(QStringLiteral("playground.fill."), parent), 3);
    connect(m_model, &QComboBox::activated, this, [this] {
        Q_EMIT modelChosen();
        ask();
    });
    connect(m_count, &QComboBox::activated, this, &FillRoom::ask);
    connect(m_insert, &QPushButton::clicked, this, &FillRoom::insertMask);
    return row;
}

void FillRoom::addColumns(QVBoxLayout* layout) {
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("What may stand there"));
    auto* inside = new QWidget(scroll);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state = mutedLabel({}, inside));
    m_state->setObjectName(QStringLiteral("playground.fill.state"));
    m_grid = new QGridLayout;
    m_grid->setSpacing(14);
    column->addLayout(m_grid);
    column->addStretch(1);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);
}

void FillRoom::setCandidates(const std::vector<Candidate>& candidates) {
    m_model->setCandidates(candidates);
    if (reference() != m_askedReference) ask();
}

void FillRoom::choose(const QString& chosen) {
    m_model->choose(chosen);
    ask();
}

QString FillRoom::reference() const {
    return m_model->reference();
}

QString FillRoom::modelTitle() const {
    return m_model->currentText();
}

QString FillRoom::subtitle() const {
    return tr("Leave a blank, and the model says which words fit.");
}

QString FillRoom::exampleText() const {
    return tr("The capital of France is %1.").arg(m_maskToken);
}

QString FillRoom::emptyText() const {
    return tr(
        "A model that was trained on masked words answers here: BERT, RoBERTa and their kin as they are downloaded.");
}

FileAnswer FillRoom::fileAnswer() {
    return [model = toStdString(reference()), options = FillOptions {.topK = m_count->currentData().toLongLong()}](
               Workspace& workspace, const std::string& input, const std::string& output, const CancellationToken& token,
               const ProgressSink& progress) { return fillFile(workspace, model, input, output, options, token, progress); };
}

void FillRoom::showEvent(QShowEvent* event) {
    Room::showEvent(event);
    if (reference() != m_askedReference) ask();
}

Result<FillRoom::Answer> FillRoom::answer(Workspace& workspace, const std::string& reference, const std::string& text,
                                          std::int64_t count) {
    return capture([&] {
        const auto filler = workspace.maskFiller(reference).value();
        Answer answer {.maskToken = filler->maskToken(), .filled = {}};
        if (text.find(answer.maskToken) == std::string::npos) return answer;
        const auto start = std::chrono::steady_clock::now();
        answer.filled = filler->fill(text, {.topK = count}).value();
        answer.milliseconds
            = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        return answer;
    });
}

void FillRoom::ask() {
    stopAsking();
    if (!isVisible()) return; // a model is loaded when it is looked at
    if (reference().isEmpty()) {
        m_job.cancel();
        return clear(tr("Type a sentence above."));
    }
    if (m_askedReference != reference()) clear(tr("Loading the model …"));
    m_askedReference = reference();
    const QString said = text();
    askLatest(
        m_job, this, m_session.workspace(),
        [reference = toStdString(reference()), words = toStdString(said), count = m_count->currentData().toLongLong()](
            Workspace& workspace) { return answer(workspace, reference, words, count); },
        [this, said](Result<Answer> answer) {
            if (answer) return show(said, std::move(*answer));
            m_askedReference.clear();
            clear(tr("No answer."));
            Q_EMIT failed(answer.error());
        });
}

void FillRoom::show(const QString& text, Answer answer) {
    m_maskToken = toQString(answer.maskToken);
    if (!answer.filled) return clear(tr("There is no blank yet: type %1, or press the button.").arg(m_maskToken));
    m_filled = std::move(*answer.filled);
    m_text = text;
    m_state->hide();
    const auto masks = m_filled.masks.size();
    while (m_columns.size() < masks) {
        const int place = static_cast<int>(m_columns.size());
        m_columns.push_back(new MaskColumn(place + 1, this));
        m_grid->addWidget(m_columns.back(), place / 3, place % 3, Qt::AlignTop);
        connect(m_columns.back(), &MaskColumn::chosen, this, [this, place](int word) {
            insertWord(place, m_filled.masks.at(static_cast<std::size_t>(place)).at(static_cast<std::size_t>(word)));
        });
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i]->setVisible(i < masks);
        if (i < masks) m_columns[i]->setWords(m_filled.masks[i], masks == 1);
    }
    m_insert->setText(tr("Insert %1").arg(m_maskToken));
    showAnswered(m_filled.tokens, answer.milliseconds, false);
    Q_EMIT answered();
}

void FillRoom::clear(const QString& why) {
    m_text.clear();
    m_filled = {};
    for (MaskColumn* column : m_columns)
        column->hide();
    m_insert->setText(tr("Insert %1").arg(m_maskToken));
    m_state->setText(why);
    m_state->show();
    showHint();
}

void FillRoom::insertMask() {
    textEdit()->insertPlainText(m_maskToken);
    focusText();
}

/// The word takes the place of its mask in the text, the other masks stay.
void FillRoom::insertWord(int mask, const FilledWord& word) {
    QString all = text();
    qsizetype at = -1;
    for (int i = 0; i <= mask; ++i)
        if (at = all.indexOf(m_maskToken, at + 1); at < 0) return;
    keepWaiting();
    all.replace(at, m_maskToken.size(), toQString(word.tokenStr).trimmed());
    setText(all);
    focusText();
}

TryRecord FillRoom::record() const {
    TryRecord record;
    record.model = toStdString(m_askedReference);
    record.modelTitle = toStdString(modelTitle());
    record.text = toStdString(m_text);
    for (const auto& words : m_filled.masks)
        if (!words.empty())
            record.label += (record.label.empty() ? "" : ", ") + toStdString(toQString(words[0].tokenStr).trimmed());
    if (m_filled.masks.size() != 1) return record;
    for (const FilledWord& word : m_filled.masks[0])
        record.scores[toStdString(toQString(word.tokenStr).trimmed())] = static_cast<double>(word.score);
    if (!m_filled.masks[0].empty()) record.score = static_cast<double>(m_filled.masks[0][0].score);
    return record;
}

void FillRoom::keep() {
    if (!m_text.isEmpty() && m_text == text()) m_keeper.keep(record());
}

}
