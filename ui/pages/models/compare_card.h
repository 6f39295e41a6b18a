// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

#include <array>
#include <map>

class QComboBox;
class QGridLayout;

namespace espalier {

/// Two models side by side: what is known of them, how they cut a dataset of the user's, and what training them on it
/// takes here.
class CompareCard : public Card {
    Q_OBJECT
public:
    explicit CompareCard(Session& session, QWidget* parent = nullptr);
    void setModels(const std::vector<ModelInfo>& models);
    void setDatasets(std::vector<DatasetInfo> datasets);
    void setModel(const ModelInfo& info); ///< the one at the left

private:
    enum Row { Title, Parameters, Shape, Vocabulary, Longest, Size, Licence, Languages, GoodFor, Tokens, Unknown, Memory, Epoch, Rows };
    /// What was measured of a model on a dataset.
    struct Measured {
        std::optional<LengthStatistics> lengths;
        std::optional<Estimate> cost;
        QString problem;
    };
    using Key = std::pair<std::string, std::string>; ///< model, dataset

    QComboBox* addCombo(class QHBoxLayout* row, const char* name, const QString& label);
    void makeTable();
    void choose();
    void fill(int side);
    void setCell(Row row, int side, const QString& text, const QString& tip = {});
    void count(int side);
    void measure();
    void measureSide(int side);
    void stopMeasuring();
    const ModelInfo* model(int side) const;
    const DatasetInfo* dataset() const;
    Key key(int side) const;

    Session& m_session;
    std::vector<ModelInfo> m_models;
    std::vector<DatasetInfo> m_datasets;
    ModelInfo m_left;
    QComboBox *m_with, *m_data;
    QPushButton* m_measure;
    QLabel* m_hint;
    QWidget* m_table;
    QGridLayout* m_grid;
    std::array<std::array<QLabel*, 2>, Rows> m_cells {};
    std::array<LatestJob, 2> m_counting;
    LatestJob m_cost;
    int m_measuring = -1; ///< the side whose cost is being measured
    std::map<Key, Measured> m_measured;
};

}
