// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace espalier {

class Field;
class NumberEdit;

/// The part of a recipe that goes beyond one task: further datasets, each with a head of its own, how they are sampled,
/// and the general text that shows what is forgotten.
class MoreTasks : public QWidget {
    Q_OBJECT
public:
    explicit MoreTasks(QWidget* parent = nullptr);
    void setDatasets(const std::vector<DatasetInfo>& datasets);
    /// The data of the recipe's own task, which a further one is not offered first.
    void setFirst(const std::string& first) { m_first = first; }
    void setRecipe(const Recipe& recipe);
    void apply(Recipe& recipe) const;
    /// True where the recipe has something of it, so that it is to be seen.
    bool isUsed() const;
    bool readable() const;

Q_SIGNALS:
    void changed();

private:
    /// A line of the list.
    struct Row {
        MoreTask task; ///< with what the line does not show: its columns
        QWidget* line;
        QComboBox* data;
        Field* dataField;
        NumberEdit* weight;
    };
    void addSampling(QVBoxLayout* layout);
    void addGeneral(QVBoxLayout* layout);
    void addRow(const MoreTask& task);
    void removeRow(const QWidget* line);
    void fillData(QComboBox* combo, const std::string& chosen, bool mayBeNone) const;
    void choose(Row& row);
    void describe(Row& row);
    void arrange();
    const DatasetInfo* dataset(const std::string& name) const;

    std::vector<DatasetInfo> m_datasets;
    std::vector<Row> m_rows;
    std::string m_first;
    QVBoxLayout* m_lines;
    QPushButton* m_add;
    QWidget* m_sampling;
    QComboBox *m_how, *m_general;
    NumberEdit *m_temperature, *m_weight;
    Field* m_temperatureField;
};

}
