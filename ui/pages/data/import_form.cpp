// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_form.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace espalier {

namespace {

const char* const kFormats[] = {"csv", "tsv", "jsonl", "conll", "text", "squad"};
const char* const kEncodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};

void choose(QComboBox* combo, const QVariant& value) {
    combo->setCurrentIndex(std::max(0, combo->findData(value)));
}

}

ImportForm::ImportForm(QWidget* parent) : Card(parent) {
    setTitle(tr("How it is read"), tr("guessed from the file; change what is wrong"));
    makeControls();
    arrange();
}

QComboBox* ImportForm::combo(const char* name) {
    auto* made = new QComboBox(this);
    made->setObjectName(QLatin1String(name));
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(8);
    return made;
}

void ImportForm::makeControls() {
    m_format = combo("data.import.format");
    for (const char* name : kFormats)
        m_format->addItem(QString::fromLatin1(name).toUpper(), QString::fromLatin1(name));
    m_encoding = combo("data.import.encoding");
    for (const char* name : kEncodings)
        m_encoding->addItem(QString::fromLatin1(name), QString::fromLatin1(name));
    m_delimiter = combo("data.import.delimiter");
    const std::pair<QString, char> delimiters[]
        = {{tr("comma"), ','}, {tr("semicolon"), ';'}, {tr("tab"), '\t'}, {tr("bar |"), '|'}};
    for (const auto& [text, sign] : delimiters)
        m_delimiter->addItem(text, QString(QLatin1Char(sign)));
    m_heading = combo("data.import.header");
    m_heading->addItem(tr("names of columns"), true);
    m_heading->addItem(tr("already data"), false);
    m_text = combo("data.import.text");
    m_label = combo("data.import.label");
    m_pair = combo("data.import.pair");
    m_task = combo("data.import.task");
    for (const char* task : {"classification", "multilabel", "regression", "tokens", "qa", "causal-lm", "seq2seq", "masked-lm"})
        m_task->addItem(taskTitle(task), QString::fromLatin1(task));
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("data.import.name"));
    connect(m_name, &QLineEdit::textChanged, this, &ImportForm::changed);
    for (QComboBox* reading : {m_format, m_encoding, m_delimiter, m_heading})
        connect(reading, &QComboBox::activated, this, &ImportForm::readingChanged);
    connect(m_text, &QComboBox::activated, this, &ImportForm::changed);
}

void ImportForm::arrange() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(10);
    const std::pair<QString, QWidget*> fields[] = {{tr("&Format"), m_format},
                                                   {tr("En&coding"), m_encoding},
                                                   {tr("De&limiter"), m_delimiter},
                                                   {tr("First ro&w holds"), m_heading},
                                                   {tr("&Name"), m_name},
                                                   {tr("Te&xt"), m_text},
                                                   {tr("La&bel"), m_label},
                                                   {tr("Sec&ond text"), m_pair},
                                                   {tr("Tas&k"), m_task}};
    int cell = 0;
    for (const auto& [label, control] : fields) {
        grid->addWidget(new Field(label, control, this), cell / 5, cell % 5);
        grid->setColumnStretch(cell % 5, 1);
        ++cell;
    }
    body()->addLayout(grid);
}

void ImportForm::showPreview(const ImportPreview& preview) {
    choose(m_format, QString::fromLatin1(formatName(preview.read.format)));
    choose(m_encoding, QString::fromLatin1(encodingName(preview.read.encoding)));
    const QString delimiter {QLatin1Char(preview.read.delimiter)};
    if (m_delimiter->findData(delimiter) < 0) m_delimiter->addItem(delimiter, delimiter);
    choose(m_delimiter, delimiter);
    choose(m_heading, preview.read.hasHeader);
    const bool isTable = preview.read.format == FileFormat::Csv || preview.read.format == FileFormat::Tsv;
    m_delimiter->setEnabled(isTable);
    m_heading->setEnabled(isTable);
    showColumns(preview.read.table, preview.mapping);
    choose(m_task, toQString(preview.task));
    if (m_sniffing) m_name->setText(toQString(preview.suggestedName));
    m_sniffing = false;
}

void ImportForm::showColumns(const Table& table, const ColumnMapping& mapping) {
    const std::pair<QComboBox*, std::string> roles[]
        = {{m_text, mapping.text}, {m_label, mapping.label}, {m_pair, mapping.pair}};
    for (const auto& [box, guessed] : roles) {
        box->clear();
        if (box != m_text) box->addItem(tr("none"), QString());
        for (const std::string& column : table.columns)
            box->addItem(toQString(column), toQString(column));
        choose(box, toQString(guessed));
    }
}

ReadOptions ImportForm::readOptions() const {
    ReadOptions options;
    if (m_sniffing) return options;
    options.format = formatFromName(toStdString(m_format->currentData().toString()));
    options.encoding = encodingFromName(toStdString(m_encoding->currentData().toString()));
    options.delimiter = toStdString(m_delimiter->currentData().toString()).front();
    options.hasHeader = m_heading->currentData().toBool();
    return options;
}

ImportOptions ImportForm::options(bool replace) const {
    ImportOptions options;
    options.read = readOptions();
    options.mapping = {toStdString(m_text->currentData().toString()), toStdString(m_pair->currentData().toString()),
                       toStdString(m_label->currentData().toString())};
    options.name = toStdString(m_name->text().trimmed());
    options.task = toStdString(m_task->currentData().toString());
    options.replace = replace;
    return options;
}

bool ImportForm::isComplete() const {
    return !m_name->text().trimmed().isEmpty() && m_text->currentIndex() >= 0;
}

}
