// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/item_models/model_filter.h"

#include "ui/item_models/model_list_model.h"
#include "ui/item_models/roles.h"

#include <algorithm>

namespace espalier {

void ModelFilter::setWords(const QString& words) {
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void ModelFilter::setFamily(const std::string& family) {
    m_family = family;
    invalidateFilter();
}

void ModelFilter::setTask(const std::string& task) {
    m_task = task;
    invalidateFilter();
}

void ModelFilter::setInstalledOnly(bool only) {
    m_installedOnly = only;
    invalidateFilter();
}

bool ModelFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto* models = static_cast<const ModelListModel*>(sourceModel());
    const ModelInfo& info = models->at(row);
    if (m_installedOnly && !info.installed) return false;
    if (!m_family.empty() && info.family != m_family) return false;
    if (!m_task.empty() && std::find(info.tasks.begin(), info.tasks.end(), m_task) == info.tasks.end()) return false;
    const QString text = models->index(row, 0, parent).data(SortRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}
