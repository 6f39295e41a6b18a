// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_live.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/group_strip.h"
#include "ui/pages/train/layers_card.h"
#include "ui/pages/train/loss_card.h"
#include "ui/pages/train/metric_card.h"
#include "ui/pages/train/queue_card.h"
#include "ui/pages/train/result_card.h"
#include "ui/pages/train/run_buttons.h"
#include "ui/pages/train/samples_card.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// Two digits of it, as people write them: 1.1e-5.
QString rateText(double rate) {
    return numberText(QLocale::c().toDouble(QLocale::c().toString(rate, 'g', 2)));
}

/// A sentence to try the run's model with: the sample's, else the first text of its data.
Result<std::string> tryText(Workspace& workspace, const Recipe& recipe) {
    for (const SampleExperiment& sample : workspace.samples())
        if (sample.dataset == recipe.data.train && !sample.text.empty()) return sample.text;
    RowQuery query;
    query.limit = 1;
    const auto rows = workspace.rows(recipe.data.train, query);
    return rows && !(*rows).empty() ? (*rows).front().example.text : std::string();
}

}

TrainLive::TrainLive(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("train.live.banner"));
    addStrip(layout);
    layout->addWidget(m_group = new GroupStrip(m_session, this));
    addCharts(layout);
    connect(&m_session.training(), &TrainingController::stateChanged, this, &TrainLive::updateState);
    connect(m_loss, &LossCard::failed, this, &TrainLive::showError);
    updateState();
}

void TrainLive::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    const auto button = [this](QPushButton* made, const char* name) {
        made->setObjectName(QLatin1String(name));
        m_header->addAction(made);
        return made;
    };
    m_buttons = new RunButtons(m_session.training(), m_header, QStringLiteral("train."), false);
    m_buttons->setStopTip(tr("Ends the run at the next step and keeps the best of what was learnt"));
    m_new = button(quietButton(tr("&New run"), this), "train.new");
    m_open = button(quietButton(tr("&Open the run"), this), "train.open");
    m_try = button(primaryButton(tr("Tr&y it"), this), "train.try");
    connect(m_new, &QPushButton::clicked, this, &TrainLive::newRunRequested);
    connect(m_open, &QPushButton::clicked, this, [this] { m_session.showRun(m_record.id); });
    connect(m_try, &QPushButton::clicked, this, &TrainLive::tryIt);
    layout->addWidget(m_header);
}

void TrainLive::addStrip(QVBoxLayout* layout) {
    auto* card = new Card(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_step = new QLabel(card));
    m_step->setObjectName(QStringLiteral("train.step"));
    row->addStretch(1);
    row->addWidget(m_speed = new QLabel(card));
    m_speed->setObjectName(QStringLiteral("train.speed"));
    card->body()->addLayout(row);
    card->body()->addWidget(m_progress = new SlimProgress(card));
    m_progress->setAccessibleName(tr("Progress of the run"));
    layout->addWidget(card);
}

void TrainLive::addCharts(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    auto* main = new QVBoxLayout;
    main->setSpacing(14);
    main->addWidget(m_loss = new LossCard(this), 3);
    main->addWidget(m_samples = new SamplesCard(this), 2);
    main->addWidget(m_layers = new LayersCard(this));
    row->addLayout(main, 1);
    auto* side = new QVBoxLayout;
    side->setSpacing(10);
    m_metric = new MetricCard(tr("Validation"), Tone::Orange, this);
    m_general = new MetricCard(tr("Loss on general text"), Tone::Vermilion, this);
    m_general->setObjectName(QStringLiteral("train.general_loss"));
    m_general->hide();
    m_rate = new MetricCard(tr("Learning rate"), Tone::Purple, this);
    m_gradient = new MetricCard(tr("Gradient norm"), Tone::Blue, this);
    m_result = new ResultCard(this);
    for (Card* card : {static_cast<Card*>(m_result), static_cast<Card*>(m_metric), static_cast<Card*>(m_general),
                       static_cast<Card*>(m_rate), static_cast<Card*>(m_gradient)}) {
        card->setFixedWidth(290);
        side->addWidget(card, card == m_result ? 0 : 1);
    }
    side->addWidget(m_queue = new QueueCard(m_session, this));
    m_queue->setFixedWidth(290);
    row->addLayout(side);
    layout->addLayout(row, 1);
    connect(m_queue, &QueueCard::failed, this, &TrainLive::showError);
}

void TrainLive::begin() {
    forgetCurves();
    m_record = {};
    m_recipe = m_session.training().recipe();
    m_taken = 0;
    m_past = false;
    m_banner->clear();
    m_result->hide();
    m_loss->clear(0);
    m_layers->clear();
    m_queue->reload();
    catchUp();
    updateState();
}

void TrainLive::catchUp() {
    if (m_past) return;
    const auto& events = m_session.training().events();
    for (; m_taken < events.size(); ++m_taken) {
        if (const auto* started = std::get_if<RunStarted>(&events[m_taken])) m_loss->clear(started->steps);
        m_curves.add(events[m_taken]);
    }
    m_recipe = m_session.training().recipe();
    draw();
}

void TrainLive::draw() {
    m_loss->update(m_curves);
    drawSamples();
    m_layers->update(m_curves);
    const std::string metric = m_curves.metricShown(m_recipe.training.earlyStoppingMetric);
    if (!metric.empty()) {
        m_metric->setName(tr("%1 on validation").arg(metricTitle(metric)));
        m_metric->setCurve(m_curves.validation[metric], scoreText(m_curves.validation[metric].y.back()));
    } else {
        m_metric->setName(tr("Score on validation"));
        m_metric->setCurve({}, QStringLiteral("–"));
    }
    drawGeneral();
    m_rate->setCurve(m_curves.learningRate,
                     m_curves.learningRate.empty() ? QStringLiteral("–") : rateText(m_curves.learningRate.y.back()));
    m_gradient->setCurve(m_curves.gradNorm,
                         m_curves.gradNorm.empty() ? QStringLiteral("–")
                                                   : QLocale().toString(m_curves.gradNorm.y.back(), 'f', 2));
    drawStrip();
}

void TrainLive::forgetCurves() {
    m_curves = {};
    m_samplesDrawn = 0;
    m_samples->setSamples({});
}

void TrainLive::drawSamples() {
    if (m_curves.samples.size() == m_samplesDrawn) return; // what one reads there is not drawn anew at each step
    m_samplesDrawn = m_curves.samples.size();
    m_samples->setSamples(m_curves.samples);
}

/// The forgetting meter: what the model was pretrained for, before and now.
void TrainLive::drawGeneral() {
    m_general->setVisible(!m_curves.general.empty());
    if (m_curves.general.empty()) return;
    const double before = m_curves.general.y.front(), now = m_curves.general.y.back();
    const auto text = [](double loss) { return QLocale().toString(loss, 'f', 3); };
    m_general->setCurve(m_curves.general, m_curves.general.size() > 1 ? tr("%1 → %2").arg(text(before), text(now)) : text(before));
    // A loss is a logarithm: a tenth more is a word guessed with a tenth less probability.
    const double change = now - before;
    m_general->setNote(m_curves.general.size() < 2 ? tr("How well the model does what it was pretrained for, before it learns the task.")
                           : change > 0.05 ? tr("The model forgets: words of general text surprise it more than before the run.")
                           : change < -0.05 ? tr("Nothing is forgotten: words of general text surprise the model less than before the run.")
                                            : tr("Hardly anything is forgotten: the model does what it was pretrained for as well as before the run."));
}

void TrainLive::drawStrip() {
    const QLocale locale;
    m_header->setTitle(m_record.id > 0 && !m_record.name.empty() ? toQString(m_record.name) : runTitle(m_recipe));
    QStringList about {modelShort(m_recipe.model)};
    if (m_curves.started)
        about << tr("%1 of %2 parameters learn")
                     .arg(locale.toString(qlonglong(m_curves.started->trainableParameters)),
                          shortCount(m_curves.started->parameters));
    if (m_curves.checkpointStep > 0)
        about << tr("saved at step %1").arg(locale.toString(qlonglong(m_curves.checkpointStep)));
    m_header->setSubtitle(about.join(QStringLiteral(" · ")));
    if (!m_curves.last) return drawBeginning();
    const StepEvent& last = *m_curves.last;
    const std::int64_t steps = std::max(m_curves.started ? m_curves.started->steps : last.step, last.step);
    m_step->setText(tr("<b>Step %1 of %2</b> · epoch %3")
                        .arg(locale.toString(qlonglong(last.step)), locale.toString(qlonglong(steps)),
                             locale.toString(last.epoch, 'f', 2)));
    QString speed
        = tr("%1 rows/s · %2").arg(locale.toString(last.samplesPerSecond, 'f', 0), byteText(last.memoryBytes));
    if (m_session.training().isActive()) speed += tr(" · <b>%1 left</b>").arg(durationText(last.etaSeconds));
    m_speed->setText(speed);
    m_progress->setValue(static_cast<double>(last.step) / static_cast<double>(steps));
}

void TrainLive::drawBeginning() {
    m_speed->clear();
    if (m_record.id > 0 || !m_curves.features) {
        m_step->setText(m_record.id > 0 ? tr("<b>Ended before the first step</b>") : tr("<b>Getting ready</b>"));
        return m_progress->setValue(0);
    }
    const QLocale locale;
    const FeaturesEvent& read = *m_curves.features;
    m_step->setText(tr("<b>Reading the texts once</b> · %1 of %2")
                        .arg(locale.toString(qlonglong(read.done)), locale.toString(qlonglong(read.rows))));
    m_progress->setValue(static_cast<double>(read.done) / static_cast<double>(std::max<std::int64_t>(1, read.rows)));
}

void TrainLive::updateState() {
    const bool active = m_session.training().isActive(), ended = !active && m_record.id > 0;
    m_buttons->update(active);
    m_new->setVisible(!active);
    m_open->setVisible(ended);
    m_try->setVisible(ended && !m_record.output.empty());
}

void TrainLive::showEnded(const RunRecord& record) {
    catchUp();
    m_record = record;
    m_recipe = record.recipe;
    draw();
    m_result->setRecord(record);
    m_result->show();
    updateState();
    if (record.status == "interrupted")
        m_banner->showNotice(tr("The run was interrupted at step %1 and can go on from there.").arg(record.step),
                             tr("&Go on"), [this, id = record.id] { m_session.training().resume(id); });
}

void TrainLive::showPast(const RunRecord& record, const std::vector<RunEvent>& events) {
    forgetCurves();
    m_past = true;
    m_group->hide();
    m_banner->clear();
    for (const RunEvent& event : events)
        m_curves.add(event);
    m_loss->clear(record.steps);
    m_layers->clear();
    m_record = record;
    m_recipe = record.recipe;
    draw();
    m_result->setRecord(record);
    m_result->show();
    updateState();
}

void TrainLive::showError(const Error& error) {
    m_banner->showError(error);
}

void TrainLive::tryIt() {
    ask(
        this, m_session.workspace(), [recipe = m_recipe](Workspace& workspace) { return tryText(workspace, recipe); },
        [this](Result<std::string> text) {
            m_session.tryModel(QStringLiteral("run:%1").arg(m_record.id), text ? toQString(*text) : QString(), toQString(m_recipe.task));
        });
}

void TrainLive::themeChanged() {
    m_loss->retheme();
    m_samples->retheme();
    m_layers->retheme();
    for (MetricCard* card : {m_metric, m_general, m_rate, m_gradient})
        card->retheme();
}

}
