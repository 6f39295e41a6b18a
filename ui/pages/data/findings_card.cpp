// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/findings_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

namespace {

QWidget* newGroup(QWidget* parent) {
    auto* group = new QWidget(parent);
    auto* rows = new QVBoxLayout(group);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    return group;
}

}

FindingsCard::FindingsCard(QWidget* parent) : Card(parent) {
    setTitle(tr("Findings"));
    setObjectName(QStringLiteral("data.findings"));
    body()->addWidget(m_state = mutedLabel({}, this));
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(8);
    body()->addLayout(m_rows);
    m_rows->addWidget(m_found = newGroup(this));
    m_rows->addWidget(m_cut = newGroup(this));
    showChecking();
}

void FindingsCard::showChecking() {
    m_state->setText(tr("Looking through the rows …"));
    m_state->show();
}

QHBoxLayout* FindingsCard::addRow(QVBoxLayout* rows, Severity severity, const QString& text) {
    const QString words[] = {tr("good"), tr("look"), tr("fix")};
    constexpr Tone tones[] = {Tone::Good, Tone::Warn, Tone::Bad};
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new Pill(words[int(severity)], tones[int(severity)], this));
    auto* label = new QLabel(text, this);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    rows->addLayout(row);
    return row;
}

void FindingsCard::addFinding(const DataFinding& finding) {
    const QString message = engineText(finding.message);
    auto* row = addRow(static_cast<QVBoxLayout*>(m_found->layout()), finding.severity, message);
    const QString kind = QString::fromLatin1(findingName(finding.kind));
    if (!finding.rows.empty() && finding.severity != Severity::Good) {
        auto* show = small(quietButton(tr("Show"), m_found));
        show->setObjectName(QStringLiteral("data.show.") + kind);
        show->setAccessibleName(tr("Show: %1").arg(message));
        connect(show, &QPushButton::clicked, this, [this, finding] { Q_EMIT showRequested(finding); });
        row->addWidget(show);
    }
    if (!finding.cure.empty() && !finding.cureRows.empty()) {
        auto* cure = small(quietButton(engineText(finding.cure), m_found));
        cure->setObjectName(QStringLiteral("data.fix.") + kind);
        cure->setAccessibleName(tr("%1: %2").arg(engineText(finding.cure), message));
        connect(cure, &QPushButton::clicked, this, [this, kind = finding.kind] { Q_EMIT fixRequested(kind); });
        row->addWidget(cure);
    }
}

void FindingsCard::setFindings(const std::vector<DataFinding>& findings) {
    m_rows->removeWidget(m_found);
    m_found->deleteLater();
    m_rows->insertWidget(0, m_found = newGroup(this));
    m_state->setVisible(findings.empty());
    m_state->setText(tr("Nothing to say: no empty, double or contradicting texts."));
    // Worst first: what is to be fixed, then what is worth a look, then what is good.
    for (const Severity severity : {Severity::Fix, Severity::Look, Severity::Good})
        for (const DataFinding& finding : findings)
            if (finding.severity == severity) addFinding(finding);
}

void FindingsCard::setTruncation(std::int64_t truncated, std::int64_t texts, std::int64_t maxLength,
                                 std::int64_t better) {
    m_rows->removeWidget(m_cut);
    m_cut->deleteLater();
    m_rows->addWidget(m_cut = newGroup(this));
    if (texts == 0) return;
    auto* rows = static_cast<QVBoxLayout*>(m_cut->layout());
    if (truncated == 0) {
        addRow(rows, Severity::Good, tr("No text is cut at %1 tokens").arg(maxLength));
        return;
    }
    auto* row = addRow(
        rows, Severity::Look,
        tr("%1 of texts would be cut at %2 tokens").arg(percentText(double(truncated) / double(texts))).arg(maxLength));
    if (better <= maxLength) return;
    auto* use = small(quietButton(tr("Use %1").arg(better), m_cut));
    use->setObjectName(QStringLiteral("data.use.length"));
    connect(use, &QPushButton::clicked, this, [this, better] { Q_EMIT maxLengthRequested(better); });
    row->addWidget(use);
}

}
