// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QWidget>

#include <vector>

namespace espalier {

class StrategyCard;

/// The strategies in rows of cards, one chosen.
class StrategyPicker : public QWidget {
    Q_OBJECT
public:
    explicit StrategyPicker(QWidget* parent = nullptr);
    std::string strategy() const;
    void setStrategy(const std::string& kind);
    /// How deep the model is, and how fast rates fade under the chosen strategy, for the drawings.
    void setShape(std::int64_t layers, const Recipe::Strategy& chosen);
    /// When layers join that join later; see layerStarts().
    void setStage(std::int64_t layers, double stageShare);
    /// Lets several be ticked instead of one; the one that was chosen is ticked first.
    void setRacing(bool racing);
    std::vector<std::string> ticked() const; ///< in the order shown
    /// Seconds and parameters of a strategy; `fullSeconds` > 0 adds how it compares with training everything.
    void setFigures(const std::string& kind, const Estimate& estimate, double fullSeconds);
    void clearFigures();
    void redraw(); ///< the colours changed

Q_SIGNALS:
    void strategyChosen(); ///< by the user
    void tickedChanged(); ///< while racing
    void lookedAt(const std::string& kind);

private:
    std::vector<StrategyCard*> m_cards;
    std::string m_chosen; ///< before the race
    bool m_racing = false;
};

}
