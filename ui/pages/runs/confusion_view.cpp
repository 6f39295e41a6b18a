// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/confusion_view.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/runs/confusion_cell.h"
#include "ui/pages/runs/texts_dialog.h"
#include "ui/widgets/kit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>

#include <algorithm>
#include <set>

namespace espalier {

namespace {

constexpr std::size_t kGridLabels = 6; ///< more classes than that make a list

std::vector<EntitySpan> spansOf(const std::string& text, const std::string& label) {
    const auto spans = capture([&] { return entitySpans(text, label); });
    return spans ? *spans : std::vector<EntitySpan>();
}

/// The type of the entity at the same place; `none` where there is none.
std::string typeAt(const std::vector<EntitySpan>& spans, const EntitySpan& place, const std::string& none) {
    const auto found = std::find_if(spans.begin(), spans.end(), [&](const EntitySpan& span) {
        return span.start == place.start && span.end == place.end;
    });
    return found == spans.end() ? none : found->type;
}

/// Each label that applies or was given: with itself where it is both, else with `none`.
std::vector<std::pair<std::string, std::string>> labelPairs(const RunRowPrediction& row, const std::string& none) {
    const auto truth = labelList(row.truth), predicted = labelList(row.predicted);
    const auto has = [](const std::vector<std::string>& labels, const std::string& label) {
        return std::find(labels.begin(), labels.end(), label) != labels.end();
    };
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& label : truth)
        pairs.emplace_back(label, has(predicted, label) ? label : none);
    for (const std::string& label : predicted)
        if (!has(truth, label)) pairs.emplace_back(none, label);
    return pairs;
}

}

ConfusionView::ConfusionView(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    m_run = new QComboBox(this);
    m_run->setObjectName(QStringLiteral("runs.confusion.run"));
    m_run->setAccessibleName(tr("Run whose confusion is shown"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layout->addWidget(m_run);
    layout->addWidget(m_state = mutedLabel({}, this));
    m_list = new StringTableModel(this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("runs.confusion.list"));
    m_table->setAccessibleName(tr("Pairs of classes that are confused"));
    m_table->setModel(m_list);
    styleTable(m_table);
    m_table->setSortingEnabled(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
    connect(m_run, &QComboBox::activated, this, &ConfusionView::load);
    const auto open = [this](const QModelIndex& index) {
        const Pair& pair = m_listed[static_cast<std::size_t>(index.row())];
        openTexts(pair.first, pair.second);
    };
    connect(m_table, &QTableView::activated, this, open);
}

std::vector<ConfusionView::Pair> ConfusionView::pairsOf(const RunRowPrediction& row) const {
    if (m_task == "multilabel") return labelPairs(row, toStdString(tr("not given")));
    if (m_task != "tokens") return {{row.truth, row.predicted}};
    const std::string none = toStdString(tr("no entity"));
    const auto truth = spansOf(row.text, row.truth), predicted = spansOf(row.text, row.predicted);
    std::vector<Pair> pairs;
    for (const EntitySpan& span : truth)
        pairs.emplace_back(span.type, typeAt(predicted, span, none));
    for (const EntitySpan& span : predicted)
        if (typeAt(truth, span, {}).empty()) pairs.emplace_back(none, span.type);
    return pairs;
}

void ConfusionView::setRuns(const std::vector<RunRecord>& runs) {
    const QVariant before = m_run->currentData();
    m_runs = runs;
    m_run->clear();
    for (const RunRecord& run : runs)
        m_run->addItem(runTitle(run), qlonglong(run.id));
    m_run->setCurrentIndex(std::max(runs.empty() ? -1 : 0, m_run->findData(before)));
    m_run->setVisible(runs.size() > 1);
    load();
}

void ConfusionView::load() {
    m_job.cancel();
    const qint64 run = m_run->currentData().toLongLong();
    if (run == 0) return show({});
    for (const RunRecord& record : m_runs)
        if (record.id == run) m_task = record.recipe.task;
    if (m_task == "regression" || m_task == "qa") return show({});
    askLatest(
        m_job, this, m_session.workspace(), [run](Workspace& workspace) { return workspace.runPredictions(run); },
        [this](Result<std::vector<RunRowPrediction>> predictions) {
            if (!predictions) {
                Q_EMIT failed(predictions.error());
                return show({});
            }
            m_predictions = std::move(*predictions);
            m_counts.clear();
            std::set<std::string> labels;
            for (const RunRowPrediction& row : m_predictions) {
                for (const Pair& pair : pairsOf(row)) {
                    ++m_counts[pair];
                    labels.insert(pair.first);
                    labels.insert(pair.second);
                }
            }
            show({labels.begin(), labels.end()});
        });
}

void ConfusionView::show(const std::vector<std::string>& labels) {
    delete m_grid;
    m_grid = nullptr;
    m_table->hide();
    m_state->setText(
        m_task == "regression" ? tr("A measure has no classes that could be confused.")
            : m_task == "qa" ? tr("Answers have no classes that could be confused.")
            : labels.empty() ? tr(
            "Once a run has been measured on validation or test texts, this shows which classes it takes for which.")
                             : tr("Click a cell for its texts."));
    if (labels.empty()) return;
    if (labels.size() <= kGridLabels)
        showGrid(labels);
    else
        showList();
}

void ConfusionView::showGrid(const std::vector<std::string>& labels) {
    m_grid = new QWidget(this);
    auto* grid = new QGridLayout(m_grid);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    int row = 0;
    for (const std::string& truth : labels) {
        std::int64_t whole = 0;
        for (const auto& [pair, count] : m_counts)
            whole += pair.first == truth ? count : 0;
        int column = 0;
        for (const std::string& predicted : labels) {
            const auto found = m_counts.find({truth, predicted});
            const std::int64_t count = found == m_counts.end() ? 0 : found->second;
            auto* cell = new ConfusionCell(toQString(truth), toQString(predicted), count,
                                           whole > 0 ? double(count) / double(whole) : 0, m_grid);
            cell->setObjectName(QStringLiteral("runs.cell.%1.%2").arg(row).arg(column));
            connect(cell, &QAbstractButton::clicked, this, [this, truth, predicted] { openTexts(truth, predicted); });
            grid->addWidget(cell, row, column++);
        }
        ++row;
    }
    m_grid->setMaximumHeight(static_cast<int>(labels.size()) * 64);
    static_cast<QVBoxLayout*>(layout())->insertWidget(2, m_grid, 1);
}

void ConfusionView::showList() {
    std::vector<std::pair<std::int64_t, Pair>> wrong;
    for (const auto& [pair, count] : m_counts)
        if (pair.first != pair.second) wrong.emplace_back(count, pair);
    std::stable_sort(wrong.begin(), wrong.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<QStringList> rows;
    m_listed.clear();
    for (const auto& [count, pair] : wrong) {
        rows.push_back({QLocale().toString(qlonglong(count)), toQString(pair.first), toQString(pair.second)});
        m_listed.push_back(pair);
    }
    m_list->setTable({m_task == "tokens" ? tr("entities") : tr("texts"), tr("is"), tr("taken for")}, std::move(rows));
    m_table->setColumnWidth(0, 60);
    m_table->setColumnWidth(1, 150);
    m_table->show();
}

void ConfusionView::openTexts(const std::string& truth, const std::string& predicted) {
    std::vector<RunRowPrediction> rows;
    for (const RunRowPrediction& row : m_predictions) {
        const auto pairs = pairsOf(row);
        if (std::find(pairs.begin(), pairs.end(), Pair(truth, predicted)) == pairs.end()) continue;
        rows.push_back(row);
        if (m_task == "tokens") rows.back().predicted = toStdString(entitiesText(row.text, row.predicted));
    }
    auto* dialog = new TextsDialog(tr("%1, taken for %2").arg(toQString(truth), toQString(predicted)), rows, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}
