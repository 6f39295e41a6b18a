// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

class QCheckBox;
class QSlider;

namespace espalier {

class LineChart;

/// The loss on training and validation texts, large, with smoothing, a logarithmic axis and export; what is happening
/// beneath.
class LossCard : public Card {
    Q_OBJECT
public:
    explicit LossCard(QWidget* parent = nullptr);
    void clear(std::int64_t steps);
    /// Draws what came since the last call.
    void update(const RunCurves& curves);
    void retheme();

Q_SIGNALS:
    void failed(const espalier::Error& error);

private:
    void addControls();
    void exportTo(bool picture);
    void tell(const RunCurves& curves);
    void drawFurther(const RunCurves& curves);

    LineChart* m_chart;
    QSlider* m_smoothing;
    QPushButton* m_log;
    NoteBox *m_story, *m_warning;
    std::size_t m_trainingDrawn = 0, m_validationDrawn = 0;
    std::map<std::string, int> m_further; ///< tasks → the first of their two series
};

}
