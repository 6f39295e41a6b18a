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
    /// How deep the model is and how fast rates fade, for the drawings.
    void setShape(std::int64_t layers, double decay);
    /// Seconds and parameters of a strategy; `fullSeconds` > 0 adds how it compares with training everything.
    void setFigures(const std::string& kind, const Estimate& estimate, double fullSeconds);
    void clearFigures();
    void redraw(); ///< the colours changed

Q_SIGNALS:
    void strategyChosen(); ///< by the user

private:
    std::vector<StrategyCard*> m_cards;
};

}
