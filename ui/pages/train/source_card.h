// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"

#include <vector>

class QComboBox;
class QLineEdit;

namespace espalier {

class Field;

/// What is trained on what: the data with its columns, the model, and the run's name.
class SourceCard : public Card {
    Q_OBJECT
public:
    explicit SourceCard(QWidget* parent = nullptr);
    void setDatasets(std::vector<DatasetInfo> datasets);
    /// Installed models, and runs to go on from.
    void setModels(std::vector<ModelInfo> models, const std::vector<RunRecord>& runs);
    void setRecipe(const Recipe& recipe);
    void apply(Recipe& recipe) const;

    const DatasetInfo* dataset() const; ///< nullptr: none chosen, or a file
    const ModelInfo* model() const; ///< nullptr: none chosen, or a run
    bool hasDatasets() const { return !m_datasets.empty(); }
    bool hasModels() const { return !m_models.empty(); }

Q_SIGNALS:
    void changed();

private:
    void describeChoice();
    static void choose(QComboBox* combo, const QString& value, const QString& text);

    std::vector<DatasetInfo> m_datasets;
    std::vector<ModelInfo> m_models;
    QComboBox *m_data, *m_model;
    QLineEdit* m_name;
    Field *m_dataField, *m_modelField, *m_nameField;
};

}
