// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_panel.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/data/import_form.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace espalier {

ImportPanel::ImportPanel(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_form = new ImportForm(this));
    connect(m_form, &ImportForm::readingChanged, this, &ImportPanel::read);
    connect(m_form, &ImportForm::changed, this, &ImportPanel::updateImport);
    layout->addWidget(makeRows(), 1);
}

void ImportPanel::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    m_cancel = quietButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("data.import.cancel"));
    m_importButton = primaryButton(tr("&Import"), this);
    m_importButton->setObjectName(QStringLiteral("data.import.confirm"));
    m_header->addAction(m_cancel);
    m_header->addAction(m_importButton);
    layout->addWidget(m_header);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("data.import.banner"));
    layout->addWidget(m_progress = new SlimProgress(this));
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_progress->hide();
    connect(m_importButton, &QPushButton::clicked, this, [this] { import(false); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_import) return m_import->cancel();
        m_preview.cancel();
        Q_EMIT cancelled();
    });
}

Card* ImportPanel::makeRows() {
    auto* card = new Card(this);
    const auto table = [card](QAbstractItemModel* model, const char* name, const QString& title) {
        auto* view = new QTableView(card);
        view->setObjectName(QLatin1String(name));
        view->setAccessibleName(title);
        view->setModel(model);
        styleTable(view);
        view->setSortingEnabled(false);
        view->horizontalHeader()->setStretchLastSection(true);
        return view;
    };
    m_rows = new StringTableModel(this);
    m_bad = new StringTableModel(this);
    card->body()->addWidget(m_state = mutedLabel({}, card));
    card->body()->addWidget(m_rowTable = table(m_rows, "data.import.rows", tr("First rows")), 3);
    card->body()->addWidget(m_badTitle = boldLabel({}, card));
    card->body()->addWidget(m_badTable = table(m_bad, "data.import.bad", tr("Lines that can't be read")), 1);
    return card;
}

void ImportPanel::openFile(const QString& path) {
    m_path = path;
    m_form->startSniffing();
    m_banner->clear();
    m_header->setTitle(QFileInfo(path).fileName());
    m_header->setSubtitle(byteText(QFileInfo(path).size()));
    m_rows->setTable({}, {});
    m_bad->setTable({}, {});
    read();
}

void ImportPanel::read() {
    m_state->setText(tr("Reading …"));
    m_state->show();
    m_importButton->setEnabled(false);
    askLatest(
        m_preview, this, m_session.workspace(),
        [path = toStdString(m_path), options = m_form->readOptions()](Workspace& workspace) {
            return workspace.preview(path, options);
        },
        [this](Result<ImportPreview> preview) {
            m_state->hide();
            if (preview) return showPreview(*preview);
            m_rows->setTable({}, {});
            m_banner->showError(preview.error(), tr("Choose another file"), [this] { Q_EMIT cancelled(); });
        });
}

void ImportPanel::showPreview(const ImportPreview& preview) {
    m_banner->clear();
    m_form->showPreview(preview);
    showRows(preview);
    const QString rows = preview.read.complete
        ? tr("%Ln row(s)", nullptr, static_cast<int>(preview.read.table.rows.size()))
        : tr("the first %Ln row(s)", nullptr, static_cast<int>(preview.read.table.rows.size()));
    m_header->setSubtitle(
        tr("%1 · %2 · %3")
            .arg(byteText(QFileInfo(m_path).size()), QString::fromLatin1(encodingName(preview.read.encoding)), rows));
    updateImport();
}

void ImportPanel::showRows(const ImportPreview& preview) {
    const Table& table = preview.read.table;
    const auto place = [&](const std::string& name) {
        return std::find(table.columns.begin(), table.columns.end(), name) - table.columns.begin();
    };
    std::map<std::int64_t, QString> entities;
    for (const Example& sentence : preview.sentences)
        entities[sentence.line] = entitiesText(sentence.text, sentence.label);
    const auto label = place(preview.mapping.label);
    QStringList header;
    for (const std::string& column : table.columns)
        header << toQString(column);
    std::vector<QStringList> rows, bad;
    for (const Table::Row& row : table.rows) {
        QStringList cells;
        for (const std::string& cell : row.cells)
            cells << toQString(cell);
        if (const auto found = entities.find(row.line); found != entities.end()) cells[label] = found->second;
        rows.push_back(cells);
    }
    for (const BadLine& line : table.badLines)
        bad.push_back({QLocale().toString(qlonglong(line.line)), engineText(line.reason), toQString(line.text)});
    m_rows->setTable(header, std::move(rows));
    const int shown = static_cast<int>(bad.size());
    m_bad->setTable({tr("line"), tr("why"), tr("text")}, std::move(bad));
    m_badTitle->setText(tr("%Ln line(s) can't be read and will be left out", nullptr, shown));
    m_badTitle->setVisible(shown > 0);
    m_badTable->setVisible(shown > 0);
    m_badTable->setColumnWidth(0, 70);
    m_badTable->setColumnWidth(1, 300);
    const int columns = m_rows->columnCount();
    for (int column = 0; column + 1 < columns; ++column)
        m_rowTable->setColumnWidth(column, std::max(120, 960 / std::max(1, columns)));
}

void ImportPanel::import(bool replace) {
    setBusy(true);
    m_import = ask(
        this, m_session.workspace(),
        [path = toStdString(m_path), options = m_form->options(replace)](
            Workspace& workspace, const CancellationToken& token, const ProgressSink& progress) {
            return workspace.importDataset(path, options, token, progress);
        },
        [this](Result<DatasetInfo> info) {
            setBusy(false);
            if (info) {
                m_session.announceDatasetsChanged();
                return Q_EMIT imported(toQString(info->record.name));
            }
            if (info.error().kind == ErrorKind::Interrupted)
                return m_banner->showNotice(tr("The import was cancelled; nothing was kept."));
            importFailed(info.error());
        });
    connect(m_import, &Job::progressed, this, [this](qint64 done, qint64 total, const QString& text) {
        m_progress->setValue(total > 0 ? double(done) / double(total) : 0);
        m_state->setText(text);
    });
}

void ImportPanel::importFailed(const Error& error) {
    ask(
        this, m_session.workspace(),
        [name = m_form->options(false).name](Workspace& workspace) { return workspace.dataset(name); },
        [this, error](Result<DatasetInfo> taken) {
            if (!taken) return m_banner->showError(error);
            m_banner->showError(error, tr("Replace it"), [this] { import(true); });
        });
}

void ImportPanel::setBusy(bool busy, const QString& text) {
    m_progress->setVisible(busy);
    m_progress->setValue(0);
    m_state->setVisible(busy);
    m_state->setText(text);
    m_importButton->setEnabled(!busy);
}

void ImportPanel::updateImport() {
    m_importButton->setEnabled(!m_import && m_form->isComplete());
}

}
