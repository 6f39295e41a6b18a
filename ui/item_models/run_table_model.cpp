// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/run_table_model.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace espalier {

namespace {

QString scoreOf(const RunRecord& run) {
    const std::string metric = leadingMetric(run.metrics);
    if (metric.empty()) return QStringLiteral("—");
    const QString value = scoreText(run.metrics.at(metric));
    return metric == "accuracy" ? value : metricTitle(metric) + QLatin1Char(' ') + value;
}

bool sameRun(const RunRecord& a, const RunRecord& b) { return a.id == b.id; }

}

QString runStateText(const RunRecord& run) {
    const QString title = statusTitle(run.status);
    if (run.status == "failed" && !run.error.empty())
        return RunTableModel::tr("failed: %1").arg(toQString(run.error).section(QLatin1Char('\n'), 0, 0));
    if ((run.status == "interrupted" || run.status == "stopped") && run.steps > 0)
        return RunTableModel::tr("%1 at step %2 of %3").arg(title, QLocale().toString(qlonglong(run.step)), QLocale().toString(qlonglong(run.steps)));
    return title;
}

void RunTableModel::setRuns(std::vector<RunRecord> runs) {
    std::reverse(runs.begin(), runs.end());
    const auto fresh = runs.size() - std::min(runs.size(), m_runs.size());
    const bool grown = runs.size() >= m_runs.size() && std::equal(m_runs.begin(), m_runs.end(), runs.begin() + std::ptrdiff_t(fresh), sameRun);
    if (!grown) {
        beginResetModel();
        m_runs = std::move(runs);
        endResetModel();
        return;
    }
    if (fresh > 0) beginInsertRows({}, 0, int(fresh) - 1);
    const bool hadRows = !m_runs.empty();
    m_runs = std::move(runs);
    if (fresh > 0) endInsertRows();
    if (hadRows) Q_EMIT dataChanged(index(int(fresh), 0), index(int(m_runs.size()) - 1, ColumnCount - 1));
}

int RunTableModel::rowOf(qint64 run) const {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [run](const RunRecord& record) { return record.id == run; });
    return found == m_runs.end() ? -1 : int(found - m_runs.begin());
}

void RunTableModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_runs.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RunTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_runs.size()); }

int RunTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString RunTableModel::text(const RunRecord& run, int column) const {
    switch (column) {
    case Number: return QString::number(run.id);
    case Name: return run.name.empty() ? runTitle(run.recipe) : toQString(run.name);
    case Model: return modelShort(run.recipe.model);
    case Data: return dataShort(run.recipe.data.train);
    case Strategy: return strategyTitle(run.recipe.strategy.kind);
    case Score: return scoreOf(run);
    case State: return runStateText(run);
    case Trained: return run.trainableParameters > 0 ? shortCount(run.trainableParameters) : QStringLiteral("—");
    case Time: return run.trainSeconds > 0 ? durationText(run.trainSeconds) : QStringLiteral("—");
    case When: return agoText(run.finishedAt.empty() ? run.createdAt : run.finishedAt);
    default: return {};
    }
}

QVariant RunTableModel::sortValue(const RunRecord& run, int column) const {
    switch (column) {
    case Number: return qlonglong(run.id);
    case Score: {
        const std::string metric = leadingMetric(run.metrics);
        return metric.empty() ? -1.0 : run.metrics.at(metric);
    }
    case Trained: return qlonglong(run.trainableParameters);
    case Time: return run.trainSeconds;
    case When: return toQString(run.finishedAt.empty() ? run.createdAt : run.finishedAt);     // ISO times sort as text
    default: return text(run, column).toCaseFolded();
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunRecord& run = runAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(run, column);
    case Qt::ToolTipRole: return column == State && !run.error.empty() ? toQString(run.error) : text(run, column);
    case Qt::TextAlignmentRole: {
        const bool number = column == Number || column == Score || column == Trained || column == Time;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::FontRole:
        if (column == Name) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case Qt::ForegroundRole: return column == Model || column == Data || column == When ? QVariant(Theme::instance().color(Tone::Muted)) : QVariant();
    case IdRole: return qlonglong(run.id);
    case SortRole: return sortValue(run, column);
    case ToneRole: return column == State ? QVariant(int(statusTone(run.status))) : QVariant();
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Number || section == Score || section == Trained || section == Time;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Number: return tr("No.");
    case Name: return tr("Run");
    case Model: return tr("Model");
    case Data: return tr("Data");
    case Strategy: return tr("Strategy");
    case Score: return tr("Score");
    case State: return tr("State");
    case Trained: return tr("Trained");
    case Time: return tr("Time");
    case When: return tr("When");
    default: return QString();
    }
}

}
