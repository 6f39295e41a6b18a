// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/model_list_model.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/words.h"

#include <algorithm>

namespace espalier {

QString modelLine(const ModelInfo& info) {
    const QString state = !info.problem.empty() ? ModelListModel::tr("can't be used")
        : info.installed                        ? ModelListModel::tr("installed")
        : info.supported                        ? ModelListModel::tr("not installed")
                                                : ModelListModel::tr("not yet supported");
    QStringList parts;
    if (info.parameters > 0) parts << shortCount(info.parameters);
    if (!info.family.empty()) parts << toQString(info.family);
    parts << state;
    return parts.join(QStringLiteral(" · "));
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
        return modelLine(info);
    case Qt::AccessibleDescriptionRole:
        return modelLine(info);
    case Qt::ToolTipRole:
        return toQString(info.reference);
    case IdRole:
        return toQString(info.reference);
    case ToneRole:
        return int(!info.problem.empty() ? Tone::Bad : info.installed ? Tone::Good : Tone::Muted);
    case SortRole:
        return toQString(info.title + ' ' + info.reference + ' ' + info.family + ' ' + info.languages + ' '
                         + info.goodFor + ' ' + info.trainedOn);
    default:
        return {};
    }
}

}
