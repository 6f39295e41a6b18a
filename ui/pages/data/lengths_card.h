// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

class QComboBox;
class QSpinBox;

namespace espalier {

class Histogram;

/// Tokens a text under an installed model's tokenizer, with the line where texts would be cut.
class LengthsCard : public Card {
    Q_OBJECT
public:
    explicit LengthsCard(Session& session, QWidget* parent = nullptr);
    void setDataset(const std::string& name);
    void setModels(const std::vector<ModelInfo>& models);
    void setMaxLength(std::int64_t tokens);
    std::int64_t maxLength() const;
    std::string model() const;
    void retheme();

Q_SIGNALS:
    /// Also with 0 texts, where nothing is known.
    void measured(qint64 truncated, qint64 texts, qint64 maxLength, qint64 better);

private:
    void measure();
    void showCut();

    Session& m_session;
    std::string m_name;
    LatestJob m_job;
    std::vector<std::int64_t> m_lengths; ///< sorted
    Histogram* m_chart;
    QComboBox* m_model;
    QSpinBox* m_cut;
    QLabel* m_state;
};

}
