// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/write_room.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/pages/playground/write_settings.h"
#include "ui/pages/playground/written_card.h"
#include "ui/widgets/kit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <chrono>

namespace espalier {

namespace {

constexpr int kFetchEvery = 50; ///< ms

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// All texts of a try, as its answer is kept: numbered where there are several.
std::string textsOf(const Generation& generation) {
    std::string all;
    for (std::size_t i = 0; i < generation.sequences.size(); ++i) {
        if (generation.sequences.size() > 1) all += (i ? "\n[" : "[") + std::to_string(i + 1) + "] ";
        all += generation.sequences[i].newText;
    }
    return all;
}

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
    showTexts(1, {});
    showRunning(false);
    setText(exampleText());
}

WriteRoom::~WriteRoom() {
    if (m_job) m_job->cancel(); // nobody is there to read it
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
    row->addWidget(m_model, 2);
    row->addWidget(m_write);
    row->addWidget(m_stop);
    row->addWidget(m_numbers, 4);
    connect(m_model, &QComboBox::activated, this, &Room::modelChosen);
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
    m_grid = new QGridLayout(texts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(14);
    scroll->setWidget(texts);
    scroll->viewport()->setAutoFillBackground(false);
    texts->setAutoFillBackground(false);
    row->addWidget(scroll, 3);
    row->addWidget(m_settings = new WriteSettings(this), 2);
    layout->addLayout(row, 1);
}

void WriteRoom::setCandidates(const std::vector<Candidate>& candidates) {
    m_model->setCandidates(candidates);
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

void WriteRoom::write() {
    if (m_job || reference().isEmpty()) return;
    const auto options = m_settings->options();
    if (!options) return;
    if (text().isEmpty()) {
        m_numbers->setText(tr("Write a few words to go on from."));
        return focusText();
    }
    start({reference(), modelTitle(), text(), *options, m_settings->bits()});
}

void WriteRoom::start(const Request& request) {
    m_request = request;
    m_last = {};
    m_pieces = std::make_shared<TextPieces>();
    showTexts(request.options.sequences, request.prompt);
    showRunning(true);
    m_job = espalier::ask(
        this, m_session.workspace(),
        [reference = toStdString(request.reference), prompt = toStdString(request.prompt), options = request.options,
         bits = request.bits, sink = TextPieces::sinkTo(m_pieces)](Workspace& workspace, const CancellationToken& token,
                                                                   const ProgressSink&) {
            return capture([&] {
                Written written;
                const auto begun = std::chrono::steady_clock::now();
                const auto generator = workspace.generator(reference, bits).value();
                written.loadSeconds = secondsSince(begun);
                written.generation = generator->generate(prompt, options, token, sink).value();
                if (!generator->continuesPrompt())
                    for (auto& sequence : written.generation.sequences)
                        sequence.text = sequence.newText;
                return written;
            });
        },
        [this](Result<Written> written) { finished(std::move(written)); });
    m_fetch.start();
}

void WriteRoom::stop() {
    if (m_job) m_job->cancel();
    m_stop->setEnabled(false);
}

void WriteRoom::fetchPieces() {
    for (const auto& [sequence, text] : m_pieces->take())
        if (sequence >= 0 && sequence < static_cast<std::int64_t>(m_texts.size()))
            m_texts[static_cast<std::size_t>(sequence)]->append(toQString(text));
}

void WriteRoom::finished(Result<Written> written) {
    m_job = nullptr;
    m_fetch.stop();
    fetchPieces();
    showRunning(false);
    if (written) {
        m_last = std::move(written->generation);
        written->generation = m_last;
        show(*written);
        keep();
        return Q_EMIT answered();
    }
    if (written.error().kind == ErrorKind::Interrupted)
        return m_numbers->setText(tr("Stopped before a word was written."));
    m_numbers->setText(tr("Nothing was written."));
    Q_EMIT failed(written.error());
}

void WriteRoom::show(const Written& written) {
    const Generation& generation = written.generation;
    for (std::size_t i = 0; i < m_texts.size() && i < generation.sequences.size(); ++i)
        m_texts[i]->finish(generation.sequences[i]);
    const QLocale locale;
    const double rate = static_cast<double>(generation.newTokens) / std::max(generation.seconds, 1e-9);
    QStringList said {tr("%Ln token(s)", nullptr, static_cast<int>(generation.newTokens)),
                      tr("%1 tokens/s").arg(locale.toString(rate, 'f', rate < 10 ? 1 : 0)),
                      tr("first after %1 s").arg(locale.toString(generation.firstTokenSeconds, 'f', 2))};
    if (written.loadSeconds > 0.1) said << tr("loaded in %1 s").arg(locale.toString(written.loadSeconds, 'f', 1));
    m_numbers->setText(said.join(QStringLiteral(" · ")));
}

void WriteRoom::showTexts(std::int64_t count, const QString& prompt) {
    while (static_cast<std::int64_t>(m_texts.size()) < count) {
        const int place = static_cast<int>(m_texts.size());
        m_texts.push_back(new WrittenCard(place + 1, this));
        m_grid->addWidget(m_texts.back(), place / 2, place % 2);
    }
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        m_texts[i]->setVisible(static_cast<std::int64_t>(i) < count);
        m_texts[i]->begin(prompt);
    }
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
    for (WrittenCard* text : m_texts)
        text->themeChanged();
}

void WriteRoom::keep() {
    TryRecord record;
    record.model = toStdString(m_request.reference);
    record.modelTitle = toStdString(m_request.title);
    record.text = toStdString(m_request.prompt);
    record.label = textsOf(m_last);
    if (!record.label.empty()) m_keeper.keep(record);
}

}
