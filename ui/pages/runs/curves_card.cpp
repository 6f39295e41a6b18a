// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/curves_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/plots/line_chart.h"
#include "ui/widgets/dialogs.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <set>

namespace espalier {

namespace {

const QString kTraining = QStringLiteral("training"), kValidation = QStringLiteral("validation");

}

CurvesCard::CurvesCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setTitle(tr("Curves"));
    m_which = new QComboBox(this);
    m_which->setObjectName(QStringLiteral("runs.curve"));
    m_which->setAccessibleName(tr("Curve that is shown"));
    m_which->addItem(tr("Training loss"), kTraining);
    m_which->addItem(tr("Validation loss"), kValidation);
    auto* png = small(quietButton(QStringLiteral("PNG"), this));
    png->setAccessibleName(tr("Save the chart as a picture"));
    auto* csv = small(quietButton(QStringLiteral("CSV"), this));
    csv->setAccessibleName(tr("Save the curves as numbers"));
    for (QWidget* widget : {static_cast<QWidget*>(m_which), static_cast<QWidget*>(png), static_cast<QWidget*>(csv)})
        trailing()->addWidget(widget);
    m_chart = new LineChart(this);
    m_chart->setObjectName(QStringLiteral("runs.chart"));
    m_chart->setAccessibleName(tr("Curves of the selected runs"));
    m_chart->setSmoothing(0.8);
    m_chart->setMinimumHeight(140);
    body()->addWidget(m_none = mutedLabel(tr("Select runs above to see their curves over one another."), this));
    body()->addWidget(m_chart, 1);
    connect(m_which, &QComboBox::activated, this, &CurvesCard::draw);
    connect(png, &QPushButton::clicked, this, [this] { exportTo(true); });
    connect(csv, &QPushButton::clicked, this, [this] { exportTo(false); });
    draw();
}

void CurvesCard::setRuns(const std::vector<RunRecord>& runs) {
    m_runs = runs;
    if (m_runs.size() > kMostRuns) m_runs.resize(kMostRuns);
    load();
}

void CurvesCard::load() {
    std::vector<std::int64_t> wanted;
    for (const RunRecord& run : m_runs)
        // Runs that are over are read once.
        if (!m_curves.contains(run.id) || run.status == "running" || run.status == "interrupted")
            wanted.push_back(run.id);
    if (wanted.empty()) {
        m_job.cancel();
        return offerCurves();
    }
    using Read = std::map<std::int64_t, RunCurves>;
    askLatest(
        m_job, this, m_session.workspace(),
        [wanted](Workspace& workspace) {
            return capture([&] {
                Read read;
                for (const std::int64_t run : wanted)
                    for (const RunEvent& event : workspace.events(run).value())
                        read[run].add(event);
                return read;
            });
        },
        [this](Result<Read> read) {
            if (!read) return Q_EMIT failed(read.error());
            for (auto& [run, curves] : *read)
                m_curves[run] = std::move(curves);
            offerCurves();
        });
}

void CurvesCard::offerCurves() {
    std::set<std::string> metrics;
    for (const RunRecord& run : m_runs)
        if (const auto found = m_curves.find(run.id); found != m_curves.end())
            for (const auto& [metric, curve] : found->second.validation)
                if (metric.find('.') == std::string::npos) metrics.insert(metric);
    const QString chosen = m_which->currentData().toString();
    while (m_which->count() > 2)
        m_which->removeItem(2);
    for (const std::string& metric : metrics)
        m_which->addItem(tr("%1 on validation").arg(metricTitle(metric)), toQString(metric));
    m_which->setCurrentIndex(std::max(0, m_which->findData(chosen)));
    draw();
}

const Curve* CurvesCard::chosenCurve(std::int64_t run) const {
    const auto found = m_curves.find(run);
    if (found == m_curves.end()) return nullptr;
    const QString which = m_which->currentData().toString();
    if (which == kTraining) return &found->second.training;
    if (which == kValidation) return &found->second.validationLoss;
    const auto metric = found->second.validation.find(toStdString(which));
    return metric == found->second.validation.end() ? nullptr : &metric->second;
}

void CurvesCard::draw() {
    m_chart->clearSeries();
    m_chart->setVisible(!m_runs.empty());
    m_none->setVisible(m_runs.empty());
    m_chart->setAxisLabels(tr("step"), m_which->currentText());
    const bool training = m_which->currentData().toString() == kTraining;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const RunRecord& run = m_runs[i];
        const QString name = runTitle(run);
        const int series
            = m_chart->addSeries(tr("%1 (%2)").arg(name).arg(run.id),
                                 {.tone = seriesTone(static_cast<int>(i)), .smoothed = training, .dots = !training});
        if (const Curve* curve = chosenCurve(run.id))
            m_chart->setData(series, QVector<double>(curve->x.begin(), curve->x.end()),
                             QVector<double>(curve->y.begin(), curve->y.end()));
    }
    m_chart->showAll();
}

void CurvesCard::exportTo(bool picture) {
    const QString file = dialogs().saveFile(this, picture ? tr("Save the chart") : tr("Save the curves"),
                                            picture ? QStringLiteral("runs.png") : QStringLiteral("runs.csv"),
                                            picture ? tr("Pictures (*.png)") : tr("Tables (*.csv)"));
    if (file.isEmpty() || (picture ? m_chart->exportPng(file) : m_chart->exportCsv(file))) return;
    Q_EMIT failed({ErrorKind::Failed, toStdString(tr("The file could not be written")), toStdString(file),
                   toStdString(tr("choose another folder"))});
}

void CurvesCard::retheme() {
    m_chart->retheme();
}

}
