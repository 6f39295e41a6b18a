// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/rows_card.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/pill_delegate.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

RowsCard::RowsCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    m_model = new RowModel(
        [this](const RowQuery& query, std::function<void(std::vector<StoredRow>)> done) {
            ask(
                this, m_session.workspace(),
                [name = m_name, query](Workspace& workspace) { return workspace.rows(name, query); },
                [this, done](Result<std::vector<StoredRow>> rows) {
                    if (rows) return done(std::move(*rows));
                    Q_EMIT failed(rows.error());
                });
        },
        this);
    addFilters();
    addTable();
    m_typing.setSingleShot(true);
    m_typing.setInterval(200);
    connect(&m_typing, &QTimer::timeout, this, &RowsCard::refresh);
}

void RowsCard::addFilters() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("data.search"));
    m_search->setPlaceholderText(tr("Search texts…"));
    m_search->setAccessibleName(tr("Search texts"));
    m_search->setClearButtonEnabled(true);
    m_labels = new QComboBox(this);
    m_labels->setObjectName(QStringLiteral("data.label.filter"));
    m_labels->setAccessibleName(tr("Show the rows of a label"));
    m_labels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_labels->setMinimumContentsLength(9);
    row->addWidget(m_search, 1);
    row->addWidget(m_labels);
    row->addWidget(m_textColumn = new Pill({}, Tone::Accent, this));
    row->addWidget(m_labelColumn = new Pill({}, Tone::Accent, this));
    body()->addLayout(row);
    m_only = small(quietButton({}, this));
    m_only->setObjectName(QStringLiteral("data.show.all"));
    m_only->hide();
    body()->addWidget(m_only, 0, Qt::AlignLeading);
    connect(m_search, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) m_typing.start();
    });
    connect(m_labels, &QComboBox::activated, this, &RowsCard::refresh);
    connect(m_only, &QPushButton::clicked, this, [this] { showOnly({}, {}); });
}

void RowsCard::addTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("data.rows"));
    m_table->setAccessibleName(tr("Rows"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PillDelegate(m_table));
    styleTable(m_table);
    m_table->setSortingEnabled(false);
    QHeaderView* head = m_table->horizontalHeader();
    head->setStretchLastSection(false);
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setSectionResizeMode(RowModel::Text, QHeaderView::Stretch);
    m_table->setColumnWidth(RowModel::Number, 50);
    m_table->setColumnWidth(RowModel::Label, 96);
    m_table->setColumnWidth(RowModel::Part, 88);
    m_table->setColumnWidth(RowModel::Found, 104);
    body()->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_found = mutedLabel({}, this));
    m_found->setObjectName(QStringLiteral("data.count"));
    m_found->setWordWrap(false);
    row->addStretch(1);
    row->addWidget(m_bad = mutedLabel({}, this));
    m_bad->setWordWrap(false);
    m_bad->setObjectName(QStringLiteral("data.bad"));
    m_bad->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_bad, &QLabel::linkActivated, this, &RowsCard::badLinesRequested);
    body()->addLayout(row);
}

void RowsCard::setDataset(const DatasetInfo& info) {
    const bool other = m_name != info.record.name;
    m_entities = info.record.task == "tokens";
    m_name = info.record.name;
    if (other) {
        m_search->clear();
        m_positions.clear();
        m_only->hide();
        m_model->setFindings(nullptr);
    }
    const QString chosen = other ? QString() : m_labels->currentData().toString();
    m_labels->clear();
    m_labels->addItem(m_entities ? tr("all types") : tr("all labels"), QString());
    for (const LabelCount& label : info.labels)
        m_labels->addItem(toQString(label.label), toQString(label.label));
    m_labels->setCurrentIndex(std::max(0, m_labels->findData(chosen)));
    m_labels->setVisible(!info.labels.empty() && info.record.task != "qa"); // an answer is no class to filter by
    m_textColumn->setText(tr("text ← %1").arg(toQString(info.record.mapping.text)));
    m_labelColumn->setText(tr("label ← %1").arg(toQString(info.record.mapping.label)));
    m_labelColumn->setVisible(!info.record.mapping.label.empty());
    const int bad = static_cast<int>(info.record.badLines.size());
    m_bad->setText(bad == 0 ? QString()
                            : tr("%Ln line(s) could not be read", nullptr, bad)
                           + QStringLiteral(" · <a href=\"bad\">%1</a>").arg(tr("show")));
    m_table->setColumnHidden(RowModel::Part, info.train + info.validation + info.test == 0);
    m_table->setColumnHidden(RowModel::Label, info.record.mapping.label.empty());
    m_model->setLabels(info.labels, m_entities);
    m_model->setAnswers(info.record.task == "qa");
    m_table->setColumnWidth(RowModel::Label, m_entities || info.record.task == "qa" ? 190 : 96);
    refresh();
}

void RowsCard::setFindings(const std::vector<DataFinding>& findings) {
    auto found = std::make_shared<RowFindings>();
    for (const DataFinding& finding : findings)
        if (finding.severity != Severity::Good && finding.kind != FindingKind::Imbalance
            && finding.kind != FindingKind::OneClass)
            for (const std::int64_t row : finding.rows)
                (*found)[row].push_back(finding.kind);
    m_table->setColumnHidden(RowModel::Found, found->empty());
    m_model->setFindings(std::move(found));
}

void RowsCard::showOnly(const std::vector<std::int64_t>& positions, const QString& why) {
    m_positions = positions;
    m_only->setText(tr("%1 · show all rows").arg(why));
    m_only->setVisible(!positions.empty());
    refresh();
}

void RowsCard::refresh() {
    m_typing.stop();
    if (m_name.empty()) return;
    RowQuery query;
    query.search = toStdString(m_search->text().trimmed());
    (m_entities ? query.entity : query.label) = toStdString(m_labels->currentData().toString());
    query.positions = m_positions;
    askLatest(
        m_count, this, m_session.workspace(),
        [name = m_name, query](Workspace& workspace) { return workspace.countRows(name, query); },
        [this, query](Result<std::int64_t> count) { take(query, std::move(count)); });
}

void RowsCard::take(RowQuery query, Result<std::int64_t> count) {
    if (!count) return Q_EMIT failed(count.error());
    const bool all = query.search.empty() && query.label.empty() && query.entity.empty() && query.positions.empty();
    m_model->setQuery(std::move(query), *count);
    m_found->setText(all               ? QString()
                         : *count == 0 ? tr("No row matches.")
                                       : tr("%Ln row(s) match", nullptr, static_cast<int>(*count)));
}

}
