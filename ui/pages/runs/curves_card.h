// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/common/run_curves.h"
#include "ui/widgets/kit.h"

#include <map>

class QComboBox;

namespace espalier {

class LineChart;

/// One curve of each selected run over one another: losses or a metric on validation.
class CurvesCard : public Card {
    Q_OBJECT
public:
    static constexpr std::size_t kMostRuns = 5; ///< as many as there are colours

    explicit CurvesCard(Session& session, QWidget* parent = nullptr);
    void setRuns(const std::vector<RunRecord>& runs);
    void retheme();

Q_SIGNALS:
    void failed(const espalier::Error& error);

private:
    void load();
    void offerCurves();
    void draw();
    void exportTo(bool picture);
    const Curve* chosenCurve(std::int64_t run) const;

    Session& m_session;
    LatestJob m_job;
    std::vector<RunRecord> m_runs;
    std::map<std::int64_t, RunCurves> m_curves;
    QComboBox* m_which;
    LineChart* m_chart;
    QLabel* m_none;
};

}
