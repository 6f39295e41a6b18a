// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/lengths_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/plots/histogram.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

LengthsCard::LengthsCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setTitle(tr("Tokens a text"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_model = new QComboBox(this);
    m_model->setObjectName(QStringLiteral("data.tokenizer"));
    m_model->setAccessibleName(tr("Tokenizer of the model"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(10);
    m_cut = new QSpinBox(this);
    m_cut->setObjectName(QStringLiteral("data.cut"));
    m_cut->setAccessibleName(tr("Cut texts at so many tokens"));
    m_cut->setRange(8, 4096);
    m_cut->setSingleStep(16);
    m_cut->setValue(128);
    m_cut->setPrefix(tr("cut at "));
    row->addWidget(m_model, 1);
    row->addWidget(m_cut);
    body()->addLayout(row);
    body()->addWidget(m_state = mutedLabel({}, this));
    m_state->setObjectName(QStringLiteral("data.lengths"));
    m_chart = new Histogram(this);
    m_chart->setMinimumHeight(150);
    m_chart->setAccessibleName(tr("Histogram of tokens a text"));
    body()->addWidget(m_chart, 1);
    connect(m_model, &QComboBox::activated, this, &LengthsCard::measure);
    connect(m_cut, &QSpinBox::valueChanged, this, &LengthsCard::showCut);
}

void LengthsCard::setDataset(const std::string& name) {
    m_name = name;
    measure();
}

void LengthsCard::setModels(const std::vector<ModelInfo>& models) {
    const QString before = m_model->currentData().toString();
    m_model->clear();
    for (const ModelInfo& info : models)
        if (info.installed && info.supported && info.problem.empty())
            m_model->addItem(toQString(info.title), toQString(info.reference));
    m_model->setCurrentIndex(std::max(m_model->count() > 0 ? 0 : -1, m_model->findData(before)));
    m_model->setVisible(m_model->count() > 0);
    if (m_model->currentData().toString() != before) measure();
}

std::string LengthsCard::model() const {
    return toStdString(m_model->currentData().toString());
}

std::int64_t LengthsCard::maxLength() const {
    return m_cut->value();
}

void LengthsCard::setMaxLength(std::int64_t tokens) {
    m_cut->setValue(static_cast<int>(tokens));
}

void LengthsCard::measure() {
    m_lengths.clear();
    m_job.cancel();
    showCut();
    if (m_name.empty()) return;
    if (model().empty())
        return m_state->setText(tr("Add a model on the Models page to see how its tokenizer cuts these texts."));
    m_state->setText(tr("Counting tokens …"));
    askLatest(
        m_job, this, m_session.workspace(),
        [name = m_name, model = model()](Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
            return workspace.tokenLengths(name, model, 0, token);
        },
        [this](Result<LengthStatistics> statistics) {
            if (!statistics) return m_state->setText(toQString(describe(statistics.error())));
            const QLocale locale;
            m_state->setText(tr("median %1 · 99th %2 · longest %3 · unknown tokens %4")
                                 .arg(locale.toString(qlonglong(statistics->median)),
                                      locale.toString(qlonglong(statistics->percentile99)),
                                      locale.toString(qlonglong(statistics->maximum)),
                                      percentText(statistics->unknownShare, 2)));
            m_lengths = std::move(statistics->lengths);
            showCut();
        });
}

void LengthsCard::showCut() {
    m_chart->setVisible(!m_lengths.empty());
    if (m_lengths.empty()) return Q_EMIT measured(0, 0, maxLength(), 0);
    m_chart->setValues(m_lengths, tr("tokens"));
    m_chart->setCut(maxLength(), tr("cut at %1").arg(maxLength()));
    const auto cut = m_lengths.end() - std::upper_bound(m_lengths.begin(), m_lengths.end(), maxLength());
    // What spares 99 % of the texts, in steps of 32: the rest rarely repays its cost.
    const auto reached = m_lengths[(m_lengths.size() - 1) * 99 / 100];
    Q_EMIT measured(cut, static_cast<qint64>(m_lengths.size()), maxLength(),
                    std::min<std::int64_t>(512, (reached + 31) / 32 * 32));
}

void LengthsCard::retheme() {
    m_chart->retheme();
}

}
