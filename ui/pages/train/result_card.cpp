// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/result_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

ResultCard::ResultCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.result"));
    setTitle(tr("Result"));
    trailing()->addWidget(m_state = new Pill({}, Tone::Muted, this));
    m_state->setObjectName(QStringLiteral("train.result.state"));
    body()->addWidget(m_score = new QLabel(this));
    m_score->setObjectName(QStringLiteral("train.result.score"));
    body()->addWidget(m_lines = mutedLabel({}, this));
    body()->addStretch(1);
}

void ResultCard::setRecord(const RunRecord& record) {
    m_state->setText(statusTitle(record.status));
    m_state->setTone(statusTone(record.status));
    const std::string leading = leadingMetric(record.metrics);
    m_score->setVisible(!leading.empty());
    if (!leading.empty())
        m_score->setText(
            QStringLiteral("<span style=\"font-size:22px; font-weight:600\">%1</span> %2")
                .arg(scoreText(record.metrics.at(leading)), metricTitle(leading).toLower().toHtmlEscaped()));
    QStringList lines;
    if (!record.split.empty())
        lines << tr("on the %1 texts").arg(record.split == "test" ? tr("test") : tr("validation"));
    for (const char* metric : {"precision", "recall", "accuracy", "f1_macro", "mcc", "hamming", "mae", "r2", "pearson", "loss"})
        if (const auto found = record.metrics.find(metric); found != record.metrics.end() && metric != leading)
            lines << tr("%1: %2").arg(metricTitle(metric), scoreText(found->second));
    if (record.bestStep > 0)
        lines << tr("kept: step %1 of %2")
                     .arg(QLocale().toString(qlonglong(record.bestStep)), QLocale().toString(qlonglong(record.steps)));
    if (record.trainSeconds > 0)
        lines << tr("%1, %2 rows/s")
                     .arg(durationText(record.trainSeconds), QLocale().toString(record.samplesPerSecond, 'f', 0));
    if (record.metrics.empty() && record.error.empty()) lines << tr("Nothing was measured.");
    if (!record.error.empty()) lines << toQString(record.error);
    m_lines->setText(lines.join(QLatin1Char('\n')));
}

}
