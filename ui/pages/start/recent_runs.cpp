// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/recent_runs.h"

#include "ui/bridge/session.h"
#include "ui/item_models/pill_delegate.h"
#include "ui/item_models/run_list_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/runs/intervals.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

namespace espalier {

namespace {

constexpr std::size_t kShown = 50;
constexpr int kButtons = RunListModel::ColumnCount;

/// The list of runs with one more column, for buttons.
class RunsWithButtons : public RunListModel {
public:
    using RunListModel::RunListModel;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount + 1; }
};

RunListModel::Fetch intervalsFrom(Session& session, QObject* context) {
    return [&session, context](std::vector<std::int64_t> runs, std::function<void(RunListModel::Intervals)> done) {
        ask(context, session.workspace(), [runs = std::move(runs)](Workspace& workspace) { return accuracyIntervals(workspace, runs); },
            [done = std::move(done)](Result<RunListModel::Intervals> found) { if (found) done(std::move(*found)); });
    };
}

void layOut(QTableView* table) {
    for (const int column : {RunListModel::Number, RunListModel::Data, RunListModel::Trained, RunListModel::Time}) table->hideColumn(column);
    auto* header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    const std::pair<int, int> widths[] = {{RunListModel::Score, 124}, {RunListModel::Model, 146}, {RunListModel::Strategy, 170},
        {RunListModel::State, 170}, {RunListModel::When, 100}};
    for (const auto& [column, width] : widths) table->setColumnWidth(column, width);
}

}

RecentRuns::RecentRuns(Session& session, QWidget* parent) :
    Card(parent), m_model(new RunsWithButtons(intervalsFrom(session, this), this)), m_table(new QTableView(this)), m_stack(new QStackedLayout),
    m_empty(new EmptyState(QStringLiteral("sprout"), {}, {}, this)), m_pill(new Pill({}, Tone::Warn, this)) {
    setTitle({});
    trailing()->insertWidget(1, m_pill);
    styleTable(m_table);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PillDelegate(m_table));
    layOut(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    body()->addLayout(m_stack, 1);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { act(index.row()); });
    retranslate();
}

void RecentRuns::setRuns(std::vector<RunRecord> runs, qint64 running) {
    m_running = running;
    m_interrupted = int(std::count_if(runs.begin(), runs.end(), [](const RunRecord& run) { return run.status == "interrupted"; }));
    std::reverse(runs.begin(), runs.end());
    if (runs.size() > kShown) runs.resize(kShown);
    m_model->setRuns(std::move(runs));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    retranslate();
}

void RecentRuns::retranslate() {
    setTitle(tr("Recent runs"));
    m_pill->setText(tr("%n were interrupted and can go on", nullptr, m_interrupted));
    m_pill->setVisible(m_interrupted > 0);
    m_empty->setTexts(tr("No runs yet"), tr("Start a sample experiment above, or import a file: every run is kept and listed here."));
    m_table->setAccessibleName(tr("Recent runs"));
    Q_EMIT m_model->headerDataChanged(Qt::Horizontal, 0, kButtons);
    placeButtons();
}

void RecentRuns::placeButtons() {
    int widest = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const RunRecord& run = m_model->at(row);
        const bool live = run.id == m_running && run.status == "running", canGoOn = run.status == "interrupted";
        auto* button = small(quietButton(live ? tr("Watch") : canGoOn ? tr("Go on") : tr("Open")));
        const QString name = runTitle(run);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(button->text(), name));
        connect(button, &QPushButton::clicked, this, [this, id = run.id] { act(m_model->find(id)); });
        auto* cell = new QWidget;
        auto* layout = new QHBoxLayout(cell);
        layout->setContentsMargins(0, 0, 8, 1);
        layout->addStretch(1);
        layout->addWidget(button);
        m_table->setIndexWidget(m_model->index(row, kButtons), cell);
        button->ensurePolished();
        widest = std::max(widest, button->sizeHint().width());
    }
    m_table->setColumnWidth(kButtons, std::max(widest + 28, 84));
}

void RecentRuns::act(int row) {
    if (row < 0) return;
    const RunRecord& run = m_model->at(row);
    if (run.id == m_running && run.status == "running") Q_EMIT watchRequested();
    else if (run.status == "interrupted") Q_EMIT goOnRequested(run.id);
    else Q_EMIT openRequested(run.id);
}

}
