// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <vector>

class QPushButton;

namespace espalier {

class MemoryBar;

/// Before you start: memory, time, disk, cut texts, and what keeps the recipe from running, each with its cure.
class PreflightCard : public Card {
    Q_OBJECT
public:
    explicit PreflightCard(QWidget* parent = nullptr);
    void showWaiting(); ///< replaces only words about what is missing
    void showMeasuring();
    void showEstimate(const Estimate& estimate, const Recipe& recipe);
    void showProblem(const Error& error);
    void showIncomplete(const QString& what); ///< nothing can be measured yet
    void setFindings(const std::vector<RecipeFinding>& findings);
    void setDataFindings(const std::vector<DataFinding>& findings); ///< of the dataset that is chosen
    void recolour();

Q_SIGNALS:
    void measureRequested();
    void cancelRequested();
    void maxLengthRequested(qint64 tokens);
    void smallerBatchRequested();
    void pageRequested(const QString& page); ///< where a finding can be cured
    void dataRequested(); ///< the dataset's own page
    void standardRequested(const std::string& field); ///< the setting's usual value

private:
    enum class Kind { Good, Look, Fix };
    void clearRows(QVBoxLayout* rows);
    void addCure(QHBoxLayout* row, const QString& text, const char* name, std::function<void()> cure);
    void addLengths(const Estimate& estimate, std::int64_t maxLength);
    QHBoxLayout* addRow(QVBoxLayout* rows, Kind kind, const QString& text);
    void setBusy(bool busy);

    Pill* m_fit;
    MemoryBar* m_memory;
    QLabel* m_state;
    QVBoxLayout *m_rows, *m_findings, *m_dataFindings;
    QPushButton *m_measure, *m_cancel;
};

}
