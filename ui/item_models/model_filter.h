// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

#include <string>

namespace espalier {

/// Models that have all the words typed, and the family, task and place chosen.
class ModelFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setWords(const QString& words);
    void setFamily(const std::string& family); ///< empty: any
    void setTask(const std::string& task); ///< empty: any
    void setInstalledOnly(bool only);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
    std::string m_family, m_task;
    bool m_installedOnly = false;
};

}
