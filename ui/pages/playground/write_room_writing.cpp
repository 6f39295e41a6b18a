// SPDX-License-Identifier: GPL-3.0-or-later
// How the Write tab has texts written: one model, or two one after the other.
#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/pages/playground/write_room.h"
#include "ui/pages/playground/write_settings.h"
#include "ui/pages/playground/written_column.h"

#include <QLocale>
#include <QPushButton>

#include <chrono>

namespace espalier {

namespace {

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

void WriteRoom::write() {
    if (m_job || reference().isEmpty()) return;
    const auto options = m_settings->options();
    if (!options) return;
    if (text().isEmpty()) {
        m_numbers->setText(tr("Write a few words to go on from."));
        return focusText();
    }
    m_failed = false;
    m_waiting.clear();
    const bool two = beside();
    m_waiting.push_back({reference(), modelTitle(), text(), *options, m_settings->bits(), 0, two});
    if (two) m_waiting.push_back({m_second->reference(), m_second->currentText(), text(), *options, m_settings->bits(), 1, two});
    for (const Request& request : m_waiting) {
        m_columns[request.column]->begin(options->sequences, request.prompt, two);
        m_columns[request.column]->setHead(two ? request.title : QString(), tr("waits"));
    }
    startNext();
}

void WriteRoom::startNext() {
    const Request next = m_waiting.front();
    m_waiting.pop_front();
    start(next);
}

void WriteRoom::start(const Request& request) {
    m_request = request;
    m_last = {};
    m_pieces = std::make_shared<TextPieces>();
    if (request.beside) m_columns[request.column]->setHead(request.title, tr("writing …"));
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
    m_waiting.clear();
    if (m_job) m_job->cancel();
    m_stop->setEnabled(false);
}

void WriteRoom::fetchPieces() {
    for (const auto& [sequence, text] : m_pieces->take())
        m_columns[m_request.column]->append(sequence, toQString(text));
}

void WriteRoom::finished(Result<Written> written) {
    m_job = nullptr;
    m_fetch.stop();
    fetchPieces();
    if (written) {
        m_last = std::move(written->generation);
        written->generation = m_last;
    }
    showRunning(!m_waiting.empty());
    if (written) {
        show(*written);
        keep();
    } else {
        const bool stopped = written.error().kind == ErrorKind::Interrupted;
        const QString said = stopped ? tr("Stopped before a word was written.") : tr("Nothing was written.");
        m_numbers->setText(said);
        if (m_request.beside) m_columns[m_request.column]->setHead(m_request.title, said);
        m_failed = m_failed || !stopped;
        if (!stopped) Q_EMIT failed(written.error());
    }
    if (!m_waiting.empty()) return startNext();
    if (written && !m_failed) Q_EMIT answered(); // which takes an error away
}

void WriteRoom::show(const Written& written) {
    const Generation& generation = written.generation;
    m_columns[m_request.column]->finish(generation);
    const QLocale locale;
    const double rate = static_cast<double>(generation.newTokens) / std::max(generation.seconds, 1e-9);
    QStringList said {tr("%Ln token(s)", nullptr, static_cast<int>(generation.newTokens)),
                      tr("%1 tokens/s").arg(locale.toString(rate, 'f', rate < 10 ? 1 : 0)),
                      tr("first after %1 s").arg(locale.toString(generation.firstTokenSeconds, 'f', 2))};
    if (written.loadSeconds > 0.1) said << tr("loaded in %1 s").arg(locale.toString(written.loadSeconds, 'f', 1));
    const QString numbers = said.join(QStringLiteral(" · "));
    if (!m_request.beside) return m_numbers->setText(numbers);
    m_columns[m_request.column]->setHead(m_request.title, said.mid(0, 2).join(QStringLiteral(" · ")));
    if (m_waiting.empty() && !m_failed) m_numbers->setText(tr("Both texts are kept."));
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
