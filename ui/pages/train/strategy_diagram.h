// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QWidget>

#include <string>
#include <vector>

namespace espalier {

/// The layers of a model under a strategy, head on top: grey where nothing learns, green where it does, paler where it
/// learns slower, orange what a strategy puts in.
class StrategyDiagram : public QWidget {
    Q_OBJECT
public:
    explicit StrategyDiagram(QWidget* parent = nullptr);
    /// Shares of the learning rate, head first, embeddings last; 0: frozen.
    void setRates(std::vector<double> rates, Insertion insertion = Insertion::None);
    /// When each begins to learn, as a share of the run: the bars become a timeline. Empty: all from the start.
    void setStarts(std::vector<double> starts);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void paintInsertion(QPainter& painter, std::size_t bar, int y) const;

    std::vector<double> m_rates, m_starts;
    Insertion m_insertion = Insertion::None;
};

/// When head, layers and embeddings begin to learn, as shares of the run; empty where all of them do at once.
/// `stageShare`: of the run, before the next layer joins; 0: shared out evenly.
std::vector<double> layerStarts(const std::string& strategy, std::int64_t layers, double stageShare);

/// The shares of head, `layers` layers and embeddings under a strategy; `decay` is that of rates which fade.
std::vector<double> layerRates(const std::string& strategy, std::int64_t layers, double decay);

}
