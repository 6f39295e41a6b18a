// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/bad_lines_dialog.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/kit.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier {

BadLinesDialog::BadLinesDialog(const std::vector<BadLine>& lines, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Lines that could not be read"));
    resize(820, 420);
    auto* layout = new QVBoxLayout(this);
    auto* table = new QTableView(this);
    auto* model = new StringTableModel(this);
    std::vector<QStringList> rows;
    for (const BadLine& line : lines)
        rows.push_back({QLocale().toString(qlonglong(line.line)), engineText(line.reason), toQString(line.text)});
    model->setTable({tr("line"), tr("why"), tr("text")}, std::move(rows));
    table->setModel(model);
    styleTable(table);
    table->setSortingEnabled(false);
    table->setAccessibleName(windowTitle());
    table->setColumnWidth(0, 70);
    table->setColumnWidth(1, 320);
    table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

}
