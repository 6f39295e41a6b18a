// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/race_table.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"
#include "ui/plots/chart_legend.h"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kSwatchWidth = 30, kSwatchHeight = 14;
constexpr double kNearlyAsGood = 0.02;

/// The line and mark that a lane has in the chart.
QPixmap swatch(int lane, double ratio) {
    QPixmap picture(QSize(kSwatchWidth, kSwatchHeight) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = Theme::instance().color(seriesTone(lane));
    painter.setPen(QPen(color, 2.2, penOf(lane), Qt::FlatCap));
    painter.drawLine(QPointF(0, kSwatchHeight / 2.0), QPointF(kSwatchWidth, kSwatchHeight / 2.0));
    drawMarker(painter, markerOf(lane), {kSwatchWidth / 2.0, kSwatchHeight / 2.0}, color);
    return picture;
}

QStandardItem* cell(const QString& text, const QVariant& sort, bool number) {
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    item->setData(sort, SortRole);
    if (number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

bool higherIsBetter(const std::string& metric) {
    return metric.find("loss") == std::string::npos;
}

}

RaceTableCard::RaceTableCard(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.race.result"));
    m_model = new QStandardItemModel(this);
    m_model->setSortRole(SortRole);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("train.race.table"));
    m_view->setAccessibleName(tr("Result of the race"));
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    styleTable(m_view);
    m_view->setIconSize({kSwatchWidth, kSwatchHeight});
    body()->addWidget(m_view);
    body()->addWidget(m_words = new NoteBox(this));
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) {
        const qint64 run = index.siblingAtColumn(0).data(IdRole).toLongLong();
        if (run > 0) Q_EMIT runRequested(run);
    });
}

void RaceTableCard::setTable(const RaceTable& table) {
    m_table = table;
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Strategy"), table.metric.empty() ? tr("Score") : metricTitle(table.metric), tr("Trained"),
                                        tr("Steps"), tr("Time"), tr("Peak memory"), tr("File"), tr("Status")});
    int lane = 0;
    for (const RaceEntry& entry : table.entries)
        addRow(entry, lane++);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_view->sortByColumn(1, higherIsBetter(table.metric) ? Qt::DescendingOrder : Qt::AscendingOrder);
    const int rows = static_cast<int>(std::min<std::size_t>(std::max<std::size_t>(1, table.entries.size()), 6));
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() + rows * m_view->verticalHeader()->defaultSectionSize() + 4);
    const QString said = raceVerdict(table);
    m_words->setText(tr("<b>In words:</b> %1").arg(said.toHtmlEscaped()));
    m_words->setVisible(!said.isEmpty());
}

void RaceTableCard::addRow(const RaceEntry& entry, int lane) {
    auto* name = cell(strategyTitle(entry.strategy), strategyTitle(entry.strategy), false);
    name->setIcon(QIcon(swatch(lane, devicePixelRatioF())));
    name->setData(qlonglong(entry.run), IdRole);
    if (!entry.error.empty()) name->setToolTip(toQString(entry.error));
    const QLocale locale;
    const bool known = entry.run > 0;
    const auto number = [&](const QString& text, double value) { return cell(known ? text : QStringLiteral("–"), value, true); };
    m_model->appendRow({name, cell(entry.hasScore() ? scoreText(entry.score) : QStringLiteral("–"), entry.score, true),
                        number(shortCount(entry.trainableParameters), static_cast<double>(entry.trainableParameters)),
                        number(locale.toString(qlonglong(entry.steps)), static_cast<double>(entry.steps)),
                        number(durationText(entry.trainSeconds), entry.trainSeconds),
                        number(byteText(entry.peakMemoryBytes), static_cast<double>(entry.peakMemoryBytes)),
                        number(byteText(entry.fileBytes), static_cast<double>(entry.fileBytes)),
                        cell(statusTitle(entry.status), toQString(entry.status), false)});
}

void RaceTableCard::recolour() {
    setTable(m_table);
}

QString raceVerdict(const RaceTable& table) {
    std::vector<RaceEntry> ranked;
    std::copy_if(table.entries.begin(), table.entries.end(), std::back_inserter(ranked), [](const RaceEntry& entry) { return entry.hasScore(); });
    if (ranked.empty()) return {};
    const bool higher = higherIsBetter(table.metric);
    std::stable_sort(ranked.begin(), ranked.end(), [&](const RaceEntry& a, const RaceEntry& b) { return higher ? a.score > b.score : a.score < b.score; });
    const RaceEntry& best = ranked.front();
    QString said = RaceTableCard::tr("%1 did best under this budget: %2 %3.")
                       .arg(strategyTitle(best.strategy), metricTitle(table.metric), scoreText(best.score));
    // The leanest of those that are about as good.
    const RaceEntry* lean = &best;
    for (const RaceEntry& entry : ranked)
        if (std::abs(entry.score - best.score) <= kNearlyAsGood && entry.trainableParameters < lean->trainableParameters) lean = &entry;
    if (lean != &best && lean->trainableParameters > 0)
        said += QLatin1Char(' ')
            + RaceTableCard::tr("%1 comes within %2 of it and trains %3 times fewer weights.")
                  .arg(strategyTitle(lean->strategy), scoreText(std::abs(best.score - lean->score)),
                       QLocale().toString(static_cast<double>(best.trainableParameters) / static_cast<double>(lean->trainableParameters), 'f', 0));
    if (ranked.size() > 1) said += QLatin1Char(' ') + RaceTableCard::tr("Small differences may be chance: Runs compares them with a paired test.");
    return said;
}

}
