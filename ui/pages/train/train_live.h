// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

#include <QWidget>

namespace espalier {

class GroupStrip;
class LayersCard;
class LossCard;
class MetricCard;
class QueueCard;
class ResultCard;
class RunButtons;
class SamplesCard;

/// The Train page during a run and at its end. While hidden it draws nothing and catches up when it is shown.
class TrainLive : public QWidget {
    Q_OBJECT
public:
    explicit TrainLive(Session& session, QWidget* parent = nullptr);
    void begin(); ///< a run is starting or being resumed
    void catchUp(); ///< draws the events that came since
    void showEnded(const RunRecord& record);
    void showError(const Error& error);
    /// Shows a run of the past as it looked at its end.
    void showPast(const RunRecord& record, const std::vector<RunEvent>& events);
    void themeChanged();

Q_SIGNALS:
    void newRunRequested();

private:
    void addHeader(QVBoxLayout* layout);
    void addStrip(QVBoxLayout* layout);
    void addCharts(QVBoxLayout* layout);
    void updateState();
    void draw();
    void forgetCurves();
    void drawSamples();
    void drawGeneral();
    void drawStrip();
    void drawBeginning(); ///< the strip before the first step
    void tryIt();

    Session& m_session;
    RunCurves m_curves;
    RunRecord m_record;
    Recipe m_recipe;
    std::size_t m_taken = 0; ///< events of the controller already in m_curves
    bool m_past = false; ///< what is shown is not the controller's run
    PageHeader* m_header;
    MessageBanner* m_banner;
    RunButtons* m_buttons;
    QPushButton *m_try, *m_open, *m_new;
    QLabel *m_step, *m_speed;
    SlimProgress* m_progress;
    GroupStrip* m_group;
    LossCard* m_loss;
    SamplesCard* m_samples;
    std::size_t m_samplesDrawn = 0; ///< of m_curves.samples
    LayersCard* m_layers;
    QueueCard* m_queue;
    MetricCard *m_metric, *m_general, *m_rate, *m_gradient;
    ResultCard* m_result;
};

}
