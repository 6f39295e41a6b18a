// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

namespace espalier {

/// What was found about a dataset, each with Show and with the button that cures it.
class FindingsCard : public Card {
    Q_OBJECT
public:
    explicit FindingsCard(QWidget* parent = nullptr);
    void showChecking();
    void setFindings(const std::vector<DataFinding>& findings);
    /// The share of texts cut under the chosen tokenizer; `better` > 0 offers that length. `texts` 0: not known.
    void setTruncation(std::int64_t truncated, std::int64_t texts, std::int64_t maxLength, std::int64_t better);

Q_SIGNALS:
    void fixRequested(espalier::FindingKind kind);
    void showRequested(const espalier::DataFinding& finding);
    void maxLengthRequested(qint64 tokens);

private:
    void addFinding(const DataFinding& finding);
    QHBoxLayout* addRow(QVBoxLayout* rows, Severity severity, const QString& text);

    QLabel* m_state;
    QWidget *m_found = nullptr, *m_cut = nullptr;
    QVBoxLayout* m_rows;
};

}
