// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/race_view.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/race_table.h"
#include "ui/pages/train/run_buttons.h"
#include "ui/plots/line_chart.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

RaceView::RaceView(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("train.race.banner"));
    addStrip(layout);
    addChart(layout);
    layout->addWidget(m_table = new RaceTableCard(this));
    m_table->hide();
    connect(m_table, &RaceTableCard::runRequested, &m_session, &Session::showRun);
    connect(&m_session.training(), &TrainingController::stateChanged, this, &RaceView::updateState);
    updateState();
}

void RaceView::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    m_buttons = new RunButtons(m_session.training(), m_header, QStringLiteral("train.race."), true);
    m_buttons->setStopTip(tr("Ends the race at the next step and keeps what is there"));
    m_new = primaryButton(tr("&New run"), this);
    m_new->setObjectName(QStringLiteral("train.race.new"));
    m_header->addAction(m_new);
    connect(m_new, &QPushButton::clicked, this, &RaceView::newRunRequested);
    layout->addWidget(m_header);
}

void RaceView::addStrip(QVBoxLayout* layout) {
    auto* card = new Card(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_now = new QLabel(card));
    m_now->setObjectName(QStringLiteral("train.race.now"));
    row->addStretch(1);
    row->addWidget(m_speed = new QLabel(card));
    card->body()->addLayout(row);
    card->body()->addWidget(m_progress = new SlimProgress(card));
    m_progress->setAccessibleName(tr("Progress of the race"));
    layout->addWidget(card);
}

void RaceView::addChart(QVBoxLayout* layout) {
    auto* card = new Card(this);
    card->setTitle(tr("On one chart"));
    m_which = new QComboBox(card);
    m_which->setObjectName(QStringLiteral("train.race.which"));
    m_which->setAccessibleName(tr("Curve that is shown"));
    m_which->addItem(tr("Score on validation"), int(RaceCurve::Score));
    m_which->addItem(tr("Validation loss"), int(RaceCurve::ValidationLoss));
    m_which->addItem(tr("Training loss"), int(RaceCurve::TrainingLoss));
    m_bySteps = tabButton(tr("by step"), card);
    m_bySeconds = tabButton(tr("by time"), card);
    m_bySeconds->setObjectName(QStringLiteral("train.race.seconds"));
    auto* group = new QButtonGroup(this);
    group->addButton(m_bySteps);
    group->addButton(m_bySeconds);
    m_bySteps->setChecked(true);
    for (QWidget* widget : {static_cast<QWidget*>(m_which), static_cast<QWidget*>(m_bySteps), static_cast<QWidget*>(m_bySeconds)})
        card->trailing()->addWidget(widget);
    m_chart = new LineChart(card);
    m_chart->setObjectName(QStringLiteral("train.race.chart"));
    m_chart->setAccessibleName(tr("Curves of the race"));
    m_chart->setMinimumHeight(150);
    m_chart->setSmoothing(0.8);
    card->body()->addWidget(m_chart, 1);
    layout->addWidget(card, 1);
    connect(m_which, &QComboBox::activated, this, &RaceView::draw);
    connect(group, &QButtonGroup::buttonClicked, this, &RaceView::draw);
}

RaceCurve RaceView::which() const {
    return RaceCurve(m_which->currentData().toInt());
}

void RaceView::begin() {
    m_lanes = {};
    m_taken = 0;
    m_ended = false;
    m_banner->clear();
    m_table->hide();
    m_recipe = m_session.training().recipe();
    const RaceOptions& options = m_session.training().raceOptions();
    setTitles(options.budgetSteps > 0 ? tr("%Ln step(s) each", nullptr, static_cast<int>(options.budgetSteps))
                                      : tr("%1 of training each").arg(durationText(options.budgetSeconds)));
    m_chart->clearSeries();
    catchUp();
    updateState();
}

void RaceView::setTitles(const QString& budget) {
    m_header->setTitle(tr("Race on %1").arg(dataShort(m_recipe.data.train)));
    QStringList about {modelShort(m_recipe.model), taskTitle(m_recipe.task)};
    if (!budget.isEmpty()) about << budget;
    m_header->setSubtitle(about.join(QStringLiteral(" · ")));
}

void RaceView::showPast(const Recipe& recipe, const RaceTable& table, const std::vector<RaceEvent>& events) {
    m_recipe = recipe;
    m_lanes = {};
    for (const RaceEvent& event : events)
        m_lanes.add(event);
    m_ended = true;
    setTitles({});
    draw();
    m_table->setTable(table);
    m_table->show();
    updateState();
}

void RaceView::catchUp() {
    const auto& events = m_session.training().raceEvents();
    if (m_taken >= events.size() && m_taken > 0) return;
    for (; m_taken < events.size(); ++m_taken)
        m_lanes.add(events[m_taken]);
    draw();
}

void RaceView::draw() {
    const bool bySeconds = m_bySeconds->isChecked();
    const std::string metric = m_lanes.metricShown(m_recipe.training.earlyStoppingMetric);
    const bool smoothed = which() == RaceCurve::TrainingLoss;
    m_chart->clearSeries();
    for (std::size_t i = 0; i < m_lanes.lanes.size(); ++i) {
        const int lane = static_cast<int>(i);
        const Curve& curve = m_lanes.lanes[i].curve(which(), bySeconds, metric);
        const int series = m_chart->addSeries(strategyTitle(m_lanes.lanes[i].strategy),
                                              {.tone = seriesTone(lane), .smoothed = smoothed, .dots = !smoothed, .pen = penOf(lane), .marker = markerOf(lane)});
        m_chart->setData(series, QVector<double>(curve.x.begin(), curve.x.end()), QVector<double>(curve.y.begin(), curve.y.end()));
    }
    const QString y = which() != RaceCurve::Score ? tr("loss") : metric.empty() ? tr("score") : metricTitle(metric);
    m_chart->setAxisLabels(bySeconds ? tr("seconds of training") : tr("step"), y);
    drawStrip();
}

void RaceView::drawStrip() {
    const auto& strategies = m_session.training().raceOptions().strategies;
    if (m_lanes.lanes.empty()) {
        m_now->setText(tr("<b>Getting ready</b>"));
        m_speed->clear();
        return m_progress->setValue(0);
    }
    const QLocale locale;
    const RaceLane& lane = m_lanes.lanes.back();
    const double all = static_cast<double>(std::max<std::size_t>(1, strategies.size())), before = static_cast<double>(m_lanes.lanes.size() - 1);
    QString now = tr("<b>%1</b> · %2 of %3").arg(strategyTitle(lane.strategy), locale.toString(m_lanes.lanes.size()), locale.toString(strategies.size()));
    double share = 0;
    if (lane.curves.last && lane.curves.started) {
        const std::int64_t steps = std::max<std::int64_t>(1, lane.curves.started->steps);
        share = std::min(1.0, static_cast<double>(lane.curves.last->step) / static_cast<double>(steps));
        now += tr(" · step %1 of %2").arg(locale.toString(qlonglong(lane.curves.last->step)), locale.toString(qlonglong(steps)));
        m_speed->setText(tr("%1 rows/s · %2").arg(locale.toString(lane.curves.last->samplesPerSecond, 'f', 0), byteText(lane.curves.last->memoryBytes)));
    }
    m_now->setText(m_ended ? tr("<b>The race is over</b>") : now);
    m_progress->setValue(m_ended ? 1 : (before + share) / all);
}

void RaceView::showEnded(const RaceTable& table) {
    m_ended = true;
    catchUp();
    m_table->setTable(table);
    m_table->setVisible(!table.entries.empty());
    QStringList failed;
    for (const RaceEntry& entry : table.entries)
        if (entry.status == "failed") failed << tr("%1: %2").arg(strategyTitle(entry.strategy), toQString(entry.error));
    if (!failed.isEmpty()) m_banner->showNotice(failed.join(QStringLiteral("; ")));
    drawStrip();
    updateState();
}

void RaceView::showError(const Error& error) {
    m_ended = true;
    m_banner->showError(error);
    updateState();
}

void RaceView::updateState() {
    const bool active = m_session.training().isActive() && !m_ended;
    m_buttons->update(active);
    m_new->setVisible(!active);
}

void RaceView::themeChanged() {
    m_chart->retheme();
    if (m_ended) m_table->recolour();
}

}
