// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/train/race_lanes.h"
#include "ui/widgets/kit.h"

class QComboBox;

namespace espalier {

class LineChart;
class RaceTableCard;
class RunButtons;

/// The Train page during a race and at its end: one chart with a line a strategy, then the table.
class RaceView : public QWidget {
    Q_OBJECT
public:
    explicit RaceView(Session& session, QWidget* parent = nullptr);
    void begin(); ///< a race is starting, or this view is made anew while one goes
    void catchUp(); ///< draws the events that came since
    void showEnded(const RaceTable& table);
    void showError(const Error& error);
    /// Shows a race of the past as it looked at its end.
    void showPast(const Recipe& recipe, const RaceTable& table, const std::vector<RaceEvent>& events);
    void themeChanged();

Q_SIGNALS:
    void newRunRequested();

private:
    void addHeader(QVBoxLayout* layout);
    void addStrip(QVBoxLayout* layout);
    void addChart(QVBoxLayout* layout);
    void setTitles(const QString& budget);
    void draw();
    void drawStrip();
    void updateState();
    RaceCurve which() const;

    Session& m_session;
    RaceLanes m_lanes;
    Recipe m_recipe;
    std::size_t m_taken = 0; ///< events of the controller already in m_lanes
    bool m_ended = false;
    PageHeader* m_header;
    MessageBanner* m_banner;
    RunButtons* m_buttons;
    QPushButton* m_new;
    QLabel *m_now, *m_speed;
    SlimProgress* m_progress;
    QComboBox* m_which;
    QPushButton *m_bySteps, *m_bySeconds;
    LineChart* m_chart;
    RaceTableCard* m_table;
};

}
