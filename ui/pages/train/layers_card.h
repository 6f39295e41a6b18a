// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

namespace espalier {

class LayerChart;

/// How far each layer has moved since the start, or how hard it is pulled: what a strategy does to a model, live. With gradual
/// unfreezing it is the timeline of what joins when.
class LayersCard : public Card {
    Q_OBJECT
public:
    explicit LayersCard(QWidget* parent = nullptr);
    void clear();
    void update(const RunCurves& curves); ///< shows itself once there is something to show
    void retheme();

private:
    void draw();
    std::vector<LayersEvent> m_layers;
    double m_lastStep = 1;
    std::size_t m_drawn = 0;
    QPushButton *m_change, *m_gradient;
    LayerChart* m_chart;
};

}
