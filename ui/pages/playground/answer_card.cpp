// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/answer_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace espalier {

namespace {

constexpr std::size_t kMostBars = 8; ///< of many classes, the likeliest

}

AnswerCard::AnswerCard(Session& session, const QString& name, const QString& letter, QWidget* parent)
    : Card(parent), m_session(session) {
    setObjectName(name);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new ModelChoice(name + QStringLiteral(".model"), 12, this);
    m_model->setAccessibleName(tr("Model %1").arg(letter));
    row->addWidget(boldLabel(letter, this));
    row->addWidget(m_model, 1);
    body()->addLayout(row);
    m_label = new QLabel(this);
    m_label->setObjectName(name + QStringLiteral(".label"));
    m_label->setTextFormat(Qt::RichText);
    body()->addWidget(m_label);
    body()->addWidget(m_state = mutedLabel({}, this));
    m_bars = new QVBoxLayout;
    m_bars->setSpacing(6);
    body()->addLayout(m_bars);
    body()->addStretch(1);
    connect(m_model, &QComboBox::activated, this, &AnswerCard::modelChosen);
    clear(tr("Type a sentence above."));
}

void AnswerCard::setCandidates(const std::vector<Candidate>& candidates, int preferred) {
    m_model->setCandidates(candidates, preferred);
}

void AnswerCard::choose(const QString& chosen) {
    m_model->choose(chosen);
}

QString AnswerCard::reference() const {
    return m_model->reference();
}

QString AnswerCard::modelTitle() const {
    return m_model->currentText();
}

Result<AnswerCard::Answer> AnswerCard::answer(Workspace& workspace, const std::string& reference,
                                              const std::string& text, const CancellationToken& token) {
    return capture([&] {
        const auto predictor = workspace.predictor(reference).value();
        const auto start = std::chrono::steady_clock::now();
        Answer answer;
        answer.prediction = predictor->predict({text}, {}, token).value().at(0);
        answer.milliseconds
            = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        answer.task = predictor->task();
        answer.labels = predictor->labels();
        return answer;
    });
}

void AnswerCard::ask(const QString& text) {
    if (text.trimmed().isEmpty() || reference().isEmpty()) {
        m_job.cancel();
        return clear(tr("Type a sentence above."));
    }
    if (m_askedReference != reference()) clear(tr("Loading the model …"));
    m_askedReference = reference();
    askLatest(
        m_job, this, m_session.workspace(),
        [reference = toStdString(reference()),
         said = toStdString(text)](Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
            return answer(workspace, reference, said, token);
        },
        [this, text](Result<Answer> result) {
            if (result) return show(text, std::move(*result));
            m_askedReference.clear();
            clear(tr("No answer."));
            Q_EMIT failed(result.error());
        });
}

void AnswerCard::show(const QString& text, Answer answer) {
    m_text = text;
    m_labels = std::move(answer.labels);
    m_prediction = std::move(answer.prediction);
    m_state->hide();
    m_label->show();
    showHead(answer.task);
    showBars();
    Q_EMIT answeredText(m_prediction.tokens, answer.milliseconds, m_prediction.truncated);
}

void AnswerCard::showHead(const std::string& task) {
    QString share;
    m_said = m_prediction.label;
    if (task == "regression") m_said = toStdString(QLocale().toString(static_cast<double>(m_prediction.value), 'g', 4));
    else if (task == "multilabel")
        for (const std::string& label : m_prediction.chosen) m_said += (m_said.empty() ? "" : ", ") + label;
    else share = percentText(static_cast<double>(m_prediction.score), 0);
    if (m_said.empty()) m_said = toStdString(tr("no label"));
    m_label->setText(QStringLiteral("<span style=\"font-size:22px; font-weight:700; color:%1\">%2</span>&nbsp; <span "
                                    "style=\"font-size:14px; color:%3\">%4</span>")
                         .arg(Theme::instance().color(Tone::Accent).name(), toQString(m_said).toHtmlEscaped(),
                              Theme::instance().color(Tone::Muted).name(), share));
    m_label->setAccessibleName(share.isEmpty() ? toQString(m_said) : tr("%1, %2").arg(toQString(m_said), share));
}

bool AnswerCard::isChosen(const std::string& label) const {
    const auto& chosen = m_prediction.chosen;
    return label == m_prediction.label || std::find(chosen.begin(), chosen.end(), label) != chosen.end();
}

void AnswerCard::showBars() {
    std::vector<std::size_t> order(std::min(m_labels.size(), m_prediction.scores.size()));
    std::iota(order.begin(), order.end(), std::size_t {0});
    if (order.size() > kMostBars) {
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return m_prediction.scores[a] > m_prediction.scores[b];
        });
        order.resize(kMostBars);
    }
    while (m_barWidgets.size() < order.size()) {
        m_barWidgets.push_back(new LabelBar(this));
        m_bars->addWidget(m_barWidgets.back());
    }
    for (std::size_t i = 0; i < m_barWidgets.size(); ++i) {
        m_barWidgets[i]->setVisible(i < order.size());
        if (i >= order.size()) continue;
        const std::string& label = m_labels[order[i]];
        m_barWidgets[i]->setValue(toQString(label), static_cast<double>(m_prediction.scores[order[i]]),
                                  isChosen(label) ? Tone::Accent : Tone::Muted);
    }
}

void AnswerCard::clear(const QString& why) {
    m_text.clear();
    m_label->hide();
    m_state->setText(why);
    m_state->show();
    for (LabelBar* bar : m_barWidgets)
        bar->hide();
}

TryRecord AnswerCard::record() const {
    TryRecord record;
    record.model = toStdString(m_askedReference);
    record.modelTitle = toStdString(modelTitle());
    record.text = toStdString(m_text);
    record.label = m_said;
    record.score = static_cast<double>(m_prediction.score);
    for (std::size_t i = 0; i < m_labels.size() && i < m_prediction.scores.size(); ++i)
        record.scores[m_labels[i]] = static_cast<double>(m_prediction.scores[i]);
    return record;
}

}
