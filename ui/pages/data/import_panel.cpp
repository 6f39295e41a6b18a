// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_panel.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

namespace {

const char* const kFormats[] = {"csv", "tsv", "jsonl"};
const char* const kEncodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};

void choose(QComboBox* combo, const QVariant& value) {
    combo->setCurrentIndex(std::max(0, combo->findData(value)));
}

}

ImportPanel::ImportPanel(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(makeReading());
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

QComboBox* ImportPanel::combo(const char* name) {
    auto* made = new QComboBox(this);
    made->setObjectName(QLatin1String(name));
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(8);
    return made;
}

Card* ImportPanel::makeReading() {
    auto* card = new Card(this);
    card->setTitle(tr("How it is read"), tr("guessed from the file; change what is wrong"));
    m_format = combo("data.import.format");
    for (const char* name : kFormats) m_format->addItem(QString::fromLatin1(name).toUpper(), QString::fromLatin1(name));
    m_encoding = combo("data.import.encoding");
    for (const char* name : kEncodings) m_encoding->addItem(QString::fromLatin1(name), QString::fromLatin1(name));
    m_delimiter = combo("data.import.delimiter");
    const std::pair<QString, char> delimiters[] = {{tr("comma"), ','}, {tr("semicolon"), ';'}, {tr("tab"), '\t'}, {tr("bar |"), '|'}};
    for (const auto& [text, sign] : delimiters) m_delimiter->addItem(text, QString(QLatin1Char(sign)));
    m_heading = combo("data.import.header");
    m_heading->addItem(tr("names of columns"), true);
    m_heading->addItem(tr("already data"), false);
    m_text = combo("data.import.text");
    m_label = combo("data.import.label");
    m_pair = combo("data.import.pair");
    m_task = combo("data.import.task");
    for (const char* task : {"classification", "regression", "causal-lm"}) m_task->addItem(taskTitle(task), QString::fromLatin1(task));
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("data.import.name"));
    connect(m_name, &QLineEdit::textChanged, this, &ImportPanel::updateImport);
    for (QComboBox* reading : {m_format, m_encoding, m_delimiter, m_heading}) connect(reading, &QComboBox::activated, this, &ImportPanel::read);
    connect(m_text, &QComboBox::activated, this, &ImportPanel::updateImport);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(10);
    const std::pair<QString, QWidget*> fields[] = {{tr("&Format"), m_format}, {tr("&Encoding"), m_encoding}, {tr("&Delimiter"), m_delimiter}, {tr("First &row holds"), m_heading}, {tr("&Name"), m_name},
                                                   {tr("Te&xt"), m_text}, {tr("&Label"), m_label}, {tr("&Second text"), m_pair}, {tr("&Task"), m_task}};
    int cell = 0;
    for (const auto& [label, control] : fields) {
        grid->addWidget(new Field(label, control, card), cell / 5, cell % 5);
        grid->setColumnStretch(cell % 5, 1);
        ++cell;
    }
    card->body()->addLayout(grid);
    return card;
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
    m_sniffing = true;
    m_banner->clear();
    m_header->setTitle(QFileInfo(path).fileName());
    m_header->setSubtitle(byteText(QFileInfo(path).size()));
    m_rows->setTable({}, {});
    m_bad->setTable({}, {});
    read();
}

ReadOptions ImportPanel::readOptions() const {
    ReadOptions options;
    if (m_sniffing) return options;
    options.format = formatFromName(toStdString(m_format->currentData().toString()));
    options.encoding = encodingFromName(toStdString(m_encoding->currentData().toString()));
    options.delimiter = toStdString(m_delimiter->currentData().toString()).front();
    options.hasHeader = m_heading->currentData().toBool();
    return options;
}

void ImportPanel::read() {
    m_state->setText(tr("Reading …"));
    m_state->show();
    m_importButton->setEnabled(false);
    askLatest(m_preview, this, m_session.workspace(), [path = toStdString(m_path), options = readOptions()](Workspace& workspace) { return workspace.preview(path, options); },
              [this](Result<ImportPreview> preview) {
                  m_state->hide();
                  if (preview) return showPreview(*preview);
                  m_rows->setTable({}, {});
                  m_banner->showError(preview.error(), tr("Choose another file"), [this] { Q_EMIT cancelled(); });
              });
}

void ImportPanel::showPreview(const ImportPreview& preview) {
    m_banner->clear();
    choose(m_format, QString::fromLatin1(formatName(preview.read.format)));
    choose(m_encoding, QString::fromLatin1(encodingName(preview.read.encoding)));
    const QString delimiter {QLatin1Char(preview.read.delimiter)};
    if (m_delimiter->findData(delimiter) < 0) m_delimiter->addItem(delimiter, delimiter);
    choose(m_delimiter, delimiter);
    choose(m_heading, preview.read.hasHeader);
    const bool lines = preview.read.format == FileFormat::Jsonl;
    m_delimiter->setEnabled(!lines);
    m_heading->setEnabled(!lines);
    showColumns(preview.read.table, preview.mapping);
    choose(m_task, toQString(preview.task));
    if (m_sniffing) m_name->setText(toQString(preview.suggestedName));
    m_sniffing = false;
    showRows(preview.read.table);
    const QString rows = preview.read.complete ? tr("%n row(s)", nullptr, static_cast<int>(preview.read.table.rows.size()))
                                               : tr("the first %n row(s)", nullptr, static_cast<int>(preview.read.table.rows.size()));
    m_header->setSubtitle(tr("%1 · %2 · %3").arg(byteText(QFileInfo(m_path).size()), QString::fromLatin1(encodingName(preview.read.encoding)), rows));
    updateImport();
}

void ImportPanel::showColumns(const Table& table, const ColumnMapping& mapping) {
    const std::pair<QComboBox*, std::string> roles[] = {{m_text, mapping.text}, {m_label, mapping.label}, {m_pair, mapping.pair}};
    for (const auto& [box, guessed] : roles) {
        box->clear();
        if (box != m_text) box->addItem(tr("none"), QString());
        for (const std::string& column : table.columns) box->addItem(toQString(column), toQString(column));
        choose(box, toQString(guessed));
    }
}

void ImportPanel::showRows(const Table& table) {
    QStringList header;
    for (const std::string& column : table.columns) header << toQString(column);
    std::vector<QStringList> rows, bad;
    for (const Table::Row& row : table.rows) {
        QStringList cells;
        for (const std::string& cell : row.cells) cells << toQString(cell);
        rows.push_back(cells);
    }
    for (const BadLine& line : table.badLines) bad.push_back({QLocale().toString(qlonglong(line.line)), engineText(line.reason), toQString(line.text)});
    m_rows->setTable(header, std::move(rows));
    const int shown = static_cast<int>(bad.size());
    m_bad->setTable({tr("line"), tr("why"), tr("text")}, std::move(bad));
    m_badTitle->setText(tr("%n line(s) can't be read and will be left out", nullptr, shown));
    m_badTitle->setVisible(shown > 0);
    m_badTable->setVisible(shown > 0);
    m_badTable->setColumnWidth(0, 70);
    m_badTable->setColumnWidth(1, 300);
    const int columns = m_rows->columnCount();
    for (int column = 0; column + 1 < columns; ++column) m_rowTable->setColumnWidth(column, std::max(120, 960 / std::max(1, columns)));
}

ImportOptions ImportPanel::importOptions(bool replace) const {
    ImportOptions options;
    options.read = readOptions();
    options.mapping = {toStdString(m_text->currentData().toString()), toStdString(m_pair->currentData().toString()), toStdString(m_label->currentData().toString())};
    options.name = toStdString(m_name->text().trimmed());
    options.task = toStdString(m_task->currentData().toString());
    options.replace = replace;
    return options;
}

void ImportPanel::import(bool replace) {
    setBusy(true);
    m_import = ask(this, m_session.workspace(),
                   [path = toStdString(m_path), options = importOptions(replace)](Workspace& workspace, const CancellationToken& token, const ProgressSink& progress) {
                       return workspace.importDataset(path, options, token, progress);
                   },
                   [this](Result<DatasetInfo> info) {
                       setBusy(false);
                       if (info) {
                           m_session.announceDatasetsChanged();
                           return Q_EMIT imported(toQString(info->record.name));
                       }
                       if (info.error().kind == ErrorKind::Interrupted) return m_banner->showNotice(tr("The import was cancelled; nothing was kept."));
                       importFailed(info.error());
                   });
    connect(m_import, &Job::progressed, this, [this](qint64 done, qint64 total, const QString& text) {
        m_progress->setValue(total > 0 ? double(done) / double(total) : 0);
        m_state->setText(text);
    });
}

void ImportPanel::importFailed(const Error& error) {
    ask(this, m_session.workspace(), [name = toStdString(m_name->text().trimmed())](Workspace& workspace) { return workspace.dataset(name); }, [this, error](Result<DatasetInfo> taken) {
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
    m_importButton->setEnabled(!m_import && !m_name->text().trimmed().isEmpty() && m_text->currentIndex() >= 0);
}

}
