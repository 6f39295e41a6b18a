// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/preflight_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/memory_bar.h"
#include "ui/pages/train/recipe_fields.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

/// The shortest limit, in steps of 32, that cuts nothing; at most what a BERT holds.
std::int64_t lengthWithoutCut(std::int64_t longest) {
    return std::min<std::int64_t>(512, (longest + 31) / 32 * 32);
}

}

PreflightCard::PreflightCard(QWidget* parent) : Card(parent) {
    setTitle(tr("Before you start"));
    setObjectName(QStringLiteral("train.preflight"));
    m_fit = new Pill({}, Tone::Muted, this);
    m_fit->setObjectName(QStringLiteral("train.fit"));
    m_measure = small(quietButton(tr("Estimate"), this));
    m_measure->setObjectName(QStringLiteral("train.estimate"));
    m_measure->setToolTip(tr("Runs a few steps to measure memory and time"));
    m_cancel = small(quietButton(tr("Cancel"), this));
    m_cancel->setObjectName(QStringLiteral("train.estimate.cancel"));
    m_cancel->setAccessibleName(tr("Cancel the estimate"));
    for (QWidget* widget :
         {static_cast<QWidget*>(m_fit), static_cast<QWidget*>(m_measure), static_cast<QWidget*>(m_cancel)})
        trailing()->addWidget(widget);
    body()->addWidget(m_memory = new MemoryBar(this));
    body()->addWidget(m_state = mutedLabel({}, this));
    m_rows = new QVBoxLayout;
    m_findings = new QVBoxLayout;
    m_dataFindings = new QVBoxLayout;
    for (QVBoxLayout* rows : {m_rows, m_findings, m_dataFindings}) {
        rows->setSpacing(8);
        body()->addLayout(rows);
    }
    body()->addStretch(1);
    connect(m_measure, &QPushButton::clicked, this, &PreflightCard::measureRequested);
    connect(m_cancel, &QPushButton::clicked, this, &PreflightCard::cancelRequested);
    showIncomplete(tr("Choose data and a model; then memory and time are measured by a dry run."));
}

void PreflightCard::setBusy(bool busy) {
    m_measure->setVisible(!busy);
    m_cancel->setVisible(busy);
    m_fit->setVisible(!busy && !m_fit->text().isEmpty());
}

void PreflightCard::clearRows(QVBoxLayout* rows) {
    while (QLayoutItem* item = rows->takeAt(0)) {
        if (QLayout* row = item->layout())
            while (QLayoutItem* part = row->takeAt(0)) {
                if (part->widget()) part->widget()->deleteLater();
                delete part;
            }
        delete item;
    }
}

QHBoxLayout* PreflightCard::addRow(QVBoxLayout* rows, Kind kind, const QString& text) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const QString words[] = {tr("good"), tr("look"), tr("fix")};
    constexpr Tone tones[] = {Tone::Good, Tone::Warn, Tone::Bad};
    row->addWidget(new Pill(words[int(kind)], tones[int(kind)], this), 0, Qt::AlignTop);
    auto* label = new QLabel(text, this);
    label->setTextFormat(Qt::RichText); // what comes is escaped, or has tags
    label->setWordWrap(true);
    row->addWidget(label, 1);
    rows->addLayout(row);
    return row;
}

void PreflightCard::addCure(QHBoxLayout* row, const QString& text, const char* name, std::function<void()> cure) {
    auto* button = small(quietButton(text, this));
    button->setObjectName(QLatin1String(name));
    connect(button, &QPushButton::clicked, this, std::move(cure));
    row->addWidget(button, 0, Qt::AlignTop);
}

void PreflightCard::showWaiting() {
    m_state->setText(tr("Memory and time are about to be measured."));
}

void PreflightCard::showMeasuring() {
    m_fit->setText({});
    m_state->setText(tr("Measuring: a few trial steps on your longest texts …"));
    m_state->show();
    setBusy(true);
}

void PreflightCard::showIncomplete(const QString& what) {
    m_fit->setText({});
    m_memory->clear();
    clearRows(m_rows);
    m_state->setText(what);
    m_state->show();
    setBusy(false);
}

void PreflightCard::showProblem(const Error& error) {
    showIncomplete({});
    m_state->hide();
    if (error.kind == ErrorKind::Interrupted) return showIncomplete(tr("Not measured."));
    addRow(m_rows, Kind::Fix, toQString(describe(error)).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

void PreflightCard::showEstimate(const Estimate& estimate, const Recipe& recipe) {
    m_state->hide();
    clearRows(m_rows);
    m_memory->setEstimate(estimate);
    const double share = estimate.availableBytes > 0
        ? static_cast<double>(estimate.totalBytes()) / static_cast<double>(estimate.availableBytes)
        : 0;
    m_fit->setText(share > 1 ? tr("exceeds memory") : share > 0.7 ? tr("tight") : tr("fits"));
    m_fit->setTone(share > 1 ? Tone::Bad : share > 0.7 ? Tone::Warn : Tone::Good);
    setBusy(false);
    if (share > 0.7) {
        auto* row = addRow(m_rows, share > 1 ? Kind::Fix : Kind::Look,
                           share > 1 ? tr("More memory than is free: use a smaller batch, shorter texts or frozen weights")
                                     : tr("Most of the free memory is taken: a smaller batch leaves some to other programs"));
        if (recipe.training.batchSize > 1)
            addCure(row, tr("Halve the batch"), "train.cure.batch", [this] { Q_EMIT smallerBatchRequested(); });
    }
    addRow(m_rows, Kind::Good,
           tr("<b>%1</b> for %Ln step(s), from a dry run", nullptr, static_cast<int>(estimate.steps))
               .arg(durationText(estimate.secondsTotal)));
    const bool room = estimate.diskFreeBytes > 2 * estimate.checkpointBytes;
    auto* disk = addRow(m_rows, room ? Kind::Good : Kind::Fix,
                        tr("a checkpoint takes %1, %2 of disk are free")
                            .arg(byteText(estimate.checkpointBytes), byteText(estimate.diskFreeBytes)));
    if (!room) addCure(disk, tr("Delete old runs"), "train.cure.disk", [this] { Q_EMIT pageRequested(QStringLiteral("runs")); });
    addLengths(estimate, recipe.training.maxLength);
}

void PreflightCard::addLengths(const Estimate& estimate, std::int64_t maxLength) {
    const QLocale locale;
    const QString longest = tr("longest text %1 tokens").arg(locale.toString(qlonglong(estimate.longestTokens)));
    if (estimate.truncatedTexts == 0) {
        addRow(m_rows, Kind::Good, tr("%1, nothing is cut at %2").arg(longest, locale.toString(qlonglong(maxLength))));
        return;
    }
    auto* row = addRow(
        m_rows, Kind::Look,
        tr("%Ln text(s) would be cut at %1 tokens", nullptr, static_cast<int>(estimate.truncatedTexts)).arg(maxLength));
    const auto better = lengthWithoutCut(estimate.longestTokens);
    if (better <= maxLength) return addCure(row, tr("Review"), "train.cure.length", [this] { Q_EMIT dataRequested(); });
    addCure(row, tr("Use %1").arg(better), "train.cure.length", [this, better] { Q_EMIT maxLengthRequested(better); });
}

void PreflightCard::setFindings(const std::vector<RecipeFinding>& findings) {
    clearRows(m_findings);
    for (const RecipeFinding& finding : findings) {
        const QString cure = finding.cure.empty()
            ? QString()
            : QStringLiteral("<br><i>%1</i>").arg(engineText(finding.cure).toHtmlEscaped());
        auto* row = addRow(m_findings, Kind::Fix, engineText(finding.message).toHtmlEscaped() + cure);
        if (finding.field.starts_with("data."))
            addCure(row, tr("Open Data"), "train.cure.data", [this] { Q_EMIT pageRequested(QStringLiteral("data")); });
        else if (finding.field == "model")
            addCure(row, tr("Open Models"), "train.cure.model", [this] { Q_EMIT pageRequested(QStringLiteral("models")); });
        else if (findTrainingSetting(finding.field))
            addCure(row, tr("Use the usual value"), "train.cure.standard", [this, field = finding.field] { Q_EMIT standardRequested(field); });
    }
}

void PreflightCard::setDataFindings(const std::vector<DataFinding>& findings) {
    clearRows(m_dataFindings);
    for (const DataFinding& finding : findings) {
        constexpr Kind kinds[] = {Kind::Good, Kind::Look, Kind::Fix}; // as Severity
        auto* row = addRow(m_dataFindings, kinds[int(finding.severity)], engineText(finding.message).toHtmlEscaped());
        if (finding.severity != Severity::Good) addCure(row, tr("Review"), "train.cure.review", [this] { Q_EMIT dataRequested(); });
    }
}

void PreflightCard::recolour() {
    m_memory->recolour();
}

}
