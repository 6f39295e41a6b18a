// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/texts_dialog.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/kit.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

TextsDialog::TextsDialog(const QString& title, std::vector<RunRowPrediction> rows, QWidget* parent) : QDialog(parent) {
    setWindowTitle(title);
    setObjectName(QStringLiteral("runs.texts"));
    resize(880, 480);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RunRowPrediction& a, const RunRowPrediction& b) { return a.score > b.score; });
    std::vector<QStringList> cells;
    for (const RunRowPrediction& row : rows)
        cells.push_back({scoreText(row.score), toQString(row.predicted), toQString(row.text)});
    auto* model = new StringTableModel(this);
    model->setTable({tr("score"), tr("answer"), tr("text")}, std::move(cells));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(
        mutedLabel(tr("%Ln text(s), the surest answers first", nullptr, static_cast<int>(rows.size())), this));
    auto* table = new QTableView(this);
    table->setModel(model);
    styleTable(table);
    table->setSortingEnabled(false);
    table->setAccessibleName(title);
    table->setColumnWidth(0, 70);
    table->setColumnWidth(1, 120);
    table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

}
