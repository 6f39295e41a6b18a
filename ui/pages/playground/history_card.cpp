// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/history_card.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/pill_delegate.h"
#include "ui/item_models/try_model.h"
#include "ui/pages/common/ask.h"
#include "ui/widgets/dialogs.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

HistoryCard::HistoryCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_model(new TryModel(this)) {
    setTitle(tr("History"));
    addHead();
    addTable();
    m_typing.setSingleShot(true);
    m_typing.setInterval(200);
    connect(&m_typing, &QTimer::timeout, this, &HistoryCard::reload);
}

void HistoryCard::addHead() {
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("playground.search"));
    m_search->setPlaceholderText(tr("Search tries…"));
    m_search->setAccessibleName(tr("Search tries"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(220);
    m_fileButton = small(quietButton(tr("A &file of texts…"), this));
    m_fileButton->setObjectName(QStringLiteral("playground.file"));
    m_fileButton->setToolTip(tr("Answers every line of a text file, or every row of a table, and writes a table"));
    trailing()->addWidget(m_search);
    trailing()->addWidget(m_fileButton);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_fileButton, &QPushButton::clicked, this, &HistoryCard::answerFile);

    auto* row = new QHBoxLayout;
    row->addWidget(m_state = mutedLabel({}, this));
    m_state->setWordWrap(false);
    row->addWidget(m_progress = new SlimProgress(this), 1);
    m_progress->setAccessibleName(tr("Progress of the file"));
    m_cancel = small(quietButton(tr("Cancel"), this));
    m_cancel->setObjectName(QStringLiteral("playground.file.cancel"));
    row->addWidget(m_cancel);
    body()->addLayout(row);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel)})
        widget->hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_file) m_file->cancel();
    });
}

void HistoryCard::addTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("playground.history"));
    m_table->setAccessibleName(tr("History"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PillDelegate(m_table));
    styleTable(m_table);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView* head = m_table->horizontalHeader();
    head->setStretchLastSection(false);
    head->setSectionResizeMode(TryModel::Text, QHeaderView::Stretch);
    constexpr int widths[] = {0, 120, 60, 170, 110, 130};
    for (int column = 1; column < TryModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    body()->addWidget(m_none = mutedLabel({}, this));
    body()->addWidget(m_table, 1);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &HistoryCard::openMenu);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT textChosen(toQString(m_model->at(index.row()).text)); });
    auto* remove = new QAction(tr("Delete"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(remove);
    connect(remove, &QAction::triggered, this, &HistoryCard::removeSelected);
}

void HistoryCard::reload() {
    m_typing.stop();
    const std::string search = toStdString(m_search->text().trimmed());
    askLatest(
        m_load, this, m_session.workspace(), [search](Workspace& workspace) { return workspace.tries(search); },
        [this, search](Result<std::vector<TryRecord>> tries) {
            if (!tries) return Q_EMIT failed(tries.error());
            m_none->setText(search.empty()
                                ? tr("Nothing has been tried yet. What you type is kept here once you pause.")
                                : tr("No try matches."));
            m_none->setVisible(tries->empty());
            m_table->setVisible(!tries->empty());
            m_model->setTries(std::move(*tries));
        });
}

void HistoryCard::openMenu(const QPoint& where) {
    const QModelIndex index = m_table->indexAt(where);
    if (!index.isValid()) return;
    const TryRecord record = m_model->at(index.row());
    auto* menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Type it again"), this, [this, record] { Q_EMIT textChosen(toQString(record.text)); });
    menu->addSeparator();
    menu->addAction(tr("The answer is &right"), this, [this, record] { correct(record.id, record.label); });
    for (const auto& [label, score] : record.scores)
        if (label != record.label)
            menu->addAction(tr("Wrong, it is “%1”").arg(toQString(label)), this,
                            [this, id = record.id, label = label] { correct(id, label); });
    menu->addSeparator();
    menu->addAction(tr("&Delete"), this, &HistoryCard::removeSelected);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void HistoryCard::correct(qint64 id, const std::string& label) {
    ask(
        this, m_session.workspace(), [id, label](Workspace& workspace) { return workspace.correctTry(id, label); },
        [this](Status status) {
            if (!status) return Q_EMIT failed(status.error());
            m_session.announceTriesChanged();
        });
}

void HistoryCard::removeSelected() {
    std::vector<std::int64_t> ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->at(index.row()).id);
    if (ids.empty()) return;
    ask(
        this, m_session.workspace(),
        [ids](Workspace& workspace) -> Status {
            for (const std::int64_t id : ids)
                if (auto status = workspace.removeTry(id); !status) return status;
            return Done {};
        },
        [this](Status status) {
            if (!status) Q_EMIT failed(status.error());
            m_session.announceTriesChanged();
        });
}

void HistoryCard::setFileAnswer(const QString& title, std::function<FileAnswer()> answer) {
    m_answer = std::move(answer);
    m_fileButton->setEnabled(m_answer && !m_file);
    m_fileButton->setAccessibleDescription(tr("answered by %1").arg(title));
}

void HistoryCard::answerFile() {
    const FileAnswer answer = m_answer();
    if (!answer) return;
    const QString input
        = dialogs().openFile(this, tr("A file of texts"), tr("Texts (*.txt *.csv *.tsv *.jsonl);;All files (*)"));
    if (input.isEmpty()) return;
    const QString suggestion = QFileInfo(input).path() + QLatin1Char('/') + QFileInfo(input).completeBaseName()
        + QStringLiteral("-answers.csv");
    const QString output = dialogs().saveFile(this, tr("Where the answers go"), suggestion, tr("Tables (*.csv)"));
    if (output.isEmpty()) return;
    for (QWidget* widget :
         {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel)})
        widget->show();
    m_fileButton->setEnabled(false);
    m_state->setText(QFileInfo(input).fileName());
    m_file = ask(
        this, m_session.workspace(),
        [answer, from = toStdString(input), to = toStdString(output)](Workspace& workspace, const CancellationToken& token,
                                                                      const ProgressSink& progress) {
            return answer(workspace, from, to, token, progress);
        },
        [this, output](Result<std::int64_t> rows) { fileEnded(std::move(rows), output); });
    connect(m_file, &Job::progressed, this, [this](qint64 done, qint64 total, const QString&) {
        m_progress->setValue(total > 0 ? double(done) / double(total) : 0);
        m_state->setText(total > 0 ? tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(total))
                                   : QLocale().toString(done));
    });
}

void HistoryCard::fileEnded(Result<std::int64_t> rows, const QString& output) {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel)})
        widget->hide();
    m_file = nullptr;
    m_fileButton->setEnabled(bool(m_answer));
    if (rows)
        return Q_EMIT noticed(tr("%Ln text(s) answered, written to %1", nullptr, static_cast<int>(*rows)).arg(output),
                              output);
    if (rows.error().kind == ErrorKind::Interrupted)
        return Q_EMIT noticed(tr("The file was cancelled; nothing was written."), {});
    Q_EMIT failed(rows.error());
}

}
