// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/write_room.h"

#include "engine/workspace/answer_files.h"
#include "ui/bridge/strings.h"
#include "ui/pages/playground/write_settings.h"
#include "ui/pages/playground/written_column.h"
#include "ui/widgets/kit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kFetchEvery = 50, kSaveAfter = 300; ///< ms

}

WriteRoom::WriteRoom(Session& session, TryKeeper& keeper, QWidget* parent)
    : Room(parent), m_session(session), m_keeper(keeper) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addPrompt(layout);
    addAnswer(layout);
    m_fetch.setInterval(kFetchEvery);
    connect(&m_fetch, &QTimer::timeout, this, &WriteRoom::fetchPieces);
    m_save.setSingleShot(true);
    m_save.setInterval(kSaveAfter);
    connect(&m_save, &QTimer::timeout, this, &WriteRoom::saveState);
    connect(m_settings, &WriteSettings::changed, &m_save, qOverload<>(&QTimer::start));
    showBeside();
    for (WrittenColumn* column : m_columns)
        column->begin(1, {}, false);
    showRunning(false);
    setText(exampleText());
    loadState();
}

WriteRoom::~WriteRoom() {
    if (m_job) m_job->cancel(); // nobody is there to read it
    if (m_save.isActive()) (void)writeState(); // the room that comes next reads it
}

void WriteRoom::addPrompt(QVBoxLayout* layout) {
    auto* card = new Card(this);
    QPlainTextEdit* text = makeText(QStringLiteral("playground.write."), card);
    text->setAccessibleName(tr("Prompt"));
    text->setPlaceholderText(tr("A beginning to go on from, or a question…"));
    card->body()->addWidget(text);
    card->body()->addLayout(makeChoices(card));
    layout->addWidget(card);
}

QLayout* WriteRoom::makeChoices(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new ModelChoice(QStringLiteral("playground.write.model"), 18, parent);
    m_model->setAccessibleName(tr("Model"));
    m_write = small(primaryButton(tr("Write"), parent));
    m_write->setObjectName(QStringLiteral("playground.write.start"));
    m_stop = small(quietButton(tr("St&op"), parent));
    m_stop->setObjectName(QStringLiteral("playground.write.stop"));
    m_stop->setToolTip(tr("Ends it here; what was written stays"));
    m_numbers = makeNumbers(QStringLiteral("playground.write."), parent);
    m_compare = new QCheckBox(tr("&Compare"), parent);
    m_compare->setObjectName(QStringLiteral("playground.write.compare"));
    m_compare->setToolTip(tr("A second model writes from the same prompt, beside the first"));
    m_second = new ModelChoice(QStringLiteral("playground.write.second.model"), 18, parent);
    m_second->setAccessibleName(tr("Second model"));
    row->addWidget(m_model, 2);
    row->addWidget(m_compare);
    row->addWidget(m_second, 2);
    row->addWidget(m_write);
    row->addWidget(m_stop);
    row->addWidget(m_numbers, 4);
    connect(m_model, &QComboBox::activated, this, &Room::modelChosen);
    connect(m_second, &QComboBox::activated, &m_save, qOverload<>(&QTimer::start));
    connect(m_compare, &QCheckBox::toggled, this, [this] {
        showBeside();
        m_save.start();
    });
    connect(m_write, &QPushButton::clicked, this, &WriteRoom::write);
    connect(m_stop, &QPushButton::clicked, this, &WriteRoom::stop);
    return row;
}

void WriteRoom::addAnswer(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Texts"));
    scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // scrolls, and leaves the history its room
    scroll->setMinimumHeight(130);
    auto* texts = new QWidget(scroll);
    auto* columns = new QHBoxLayout(texts);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(14);
    columns->addWidget(m_columns[0] = new WrittenColumn(QStringLiteral("playground.write."), texts), 1);
    columns->addWidget(m_columns[1] = new WrittenColumn(QStringLiteral("playground.write.second."), texts), 1);
    scroll->setWidget(texts);
    scroll->viewport()->setAutoFillBackground(false);
    texts->setAutoFillBackground(false);
    row->addWidget(scroll, 3);
    row->addWidget(m_settings = new WriteSettings(this), 2);
    layout->addLayout(row, 1);
}

void WriteRoom::setCandidates(const std::vector<Candidate>& candidates) {
    m_model->setCandidates(candidates);
    m_second->setCandidates(candidates, 1);
    m_compare->setEnabled(candidates.size() > 1);
    showBeside();
}

void WriteRoom::choose(const QString& chosen) {
    m_model->choose(chosen);
}

QString WriteRoom::reference() const {
    return m_model->reference();
}

QString WriteRoom::modelTitle() const {
    return m_model->currentText();
}

QString WriteRoom::subtitle() const {
    return tr("Give it a beginning, and it writes on, word by word.");
}

QString WriteRoom::exampleText() const {
    return QStringLiteral("The future of artificial intelligence will");
}

QString WriteRoom::emptyText() const {
    return tr("GPT-2, Llama and T5 write here, from a folder, a .gguf file or a run of yours.");
}

bool WriteRoom::beside() const {
    return m_compare->isChecked() && m_compare->isEnabled() && !m_second->reference().isEmpty();
}

void WriteRoom::showBeside() {
    m_second->setVisible(beside());
    m_columns[1]->setVisible(beside());
    if (!m_job && !beside()) m_columns[0]->setHead({}, {});
}

void WriteRoom::showRunning(bool running) {
    m_write->setVisible(!running);
    m_stop->setVisible(running);
    m_stop->setEnabled(running);
    if (running) {
        m_numbers->setText(tr("Writing …"));
        m_stop->setFocus();
    } else if (m_last.sequences.empty()) {
        m_numbers->setText(tr("Enter writes; every text is kept."));
    }
}

void WriteRoom::themeChanged() {
    for (WrittenColumn* column : m_columns)
        column->themeChanged();
}

FileAnswer WriteRoom::fileAnswer() {
    const auto options = m_settings->options();
    if (!options) return {};
    return [model = toStdString(reference()), how = WriteFileOptions {*options, m_settings->bits()}](
               Workspace& workspace, const std::string& input, const std::string& output, const CancellationToken& token,
               const ProgressSink& progress) { return writeFile(workspace, model, input, output, how, token, progress); };
}

}
