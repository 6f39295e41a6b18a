// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/model_list_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"

#include <algorithm>

namespace espalier {

QString modelLine(const ModelInfo& info) {
    const QString state = !info.problem.empty()        ? ModelListModel::tr("can't be used")
        : info.installed && info.origin == ModelOrigin::Cache ? ModelListModel::tr("in the hub's cache")
        : info.installed                                      ? ModelListModel::tr("installed")
        : info.partialBytes > 0                               ? ModelListModel::tr("download paused")
        : info.supported                                      ? ModelListModel::tr("not installed")
                                                              : ModelListModel::tr("not yet supported");
    QStringList parts;
    if (info.parameters > 0) parts << shortCount(info.parameters);
    if (!info.family.empty()) parts << toQString(info.family);
    parts << state;
    return parts.join(QStringLiteral(" · "));
}

namespace {

/// What a filter looks at, in English and in the window's language.
QString searched(const ModelInfo& info) {
    QStringList parts;
    for (const std::string* text : {&info.title, &info.reference, &info.repository, &info.family, &info.licence})
        parts << toQString(*text);
    for (const std::string* text : {&info.languages, &info.goodFor, &info.trainedOn})
        parts << toQString(*text) << engineText(*text);
    for (const std::string& task : info.tasks)
        parts << taskTitle(task);
    return parts.join(QLatin1Char(' '));
}

}

QString ModelListModel::line(const ModelInfo& info) const {
    const auto activity = m_activities.find(info.reference);
    return activity == m_activities.end() ? modelLine(info) : activity->second;
}

void ModelListModel::setActivity(const std::string& reference, const QString& text) {
    if (text.isEmpty()) m_activities.erase(reference);
    else m_activities[reference] = text;
    if (const int row = find(reference); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {Qt::StatusTipRole, Qt::AccessibleDescriptionRole});
}

void ModelListModel::setModels(std::vector<ModelInfo> models) {
    beginResetModel();
    m_models = std::move(models);
    std::stable_partition(m_models.begin(), m_models.end(), [](const ModelInfo& info) { return info.installed; });
    endResetModel();
}

int ModelListModel::find(const std::string& reference) const {
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const ModelInfo& info) { return info.reference == reference; });
    return found == m_models.end() ? -1 : static_cast<int>(found - m_models.begin());
}

int ModelListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ModelInfo& info = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return toQString(info.title.empty() ? info.reference : info.title);
    case Qt::StatusTipRole:
    case Qt::AccessibleDescriptionRole:
        return line(info);
    case Qt::ToolTipRole:
        return toQString(info.reference);
    case IdRole:
        return toQString(info.reference);
    case ToneRole:
        return int(!info.problem.empty() ? Tone::Bad : info.installed ? Tone::Good : Tone::Muted);
    case SortRole:
        return searched(info);
    default:
        return {};
    }
}

}
