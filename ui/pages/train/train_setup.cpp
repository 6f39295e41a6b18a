// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_setup.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/estimator.h"
#include "ui/pages/train/more_tasks.h"
#include "ui/pages/train/preflight_card.h"
#include "ui/pages/train/queue_card.h"
#include "ui/pages/train/race_bar.h"
#include "ui/pages/train/recipe_fields.h"
#include "ui/pages/train/search_bar.h"
#include "ui/pages/train/settings_form.h"
#include "ui/pages/train/source_card.h"
#include "ui/pages/train/strategy_picker.h"
#include "ui/plots/line_chart.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier {

namespace {

struct Sources {
    std::vector<DatasetInfo> datasets;
    std::vector<ModelInfo> models;
    std::vector<RunRecord> runs;
};

Result<Sources> loadSources(Workspace& workspace) {
    return capture([&] {
        Sources sources {workspace.datasets().value(), workspace.models().value(), workspace.runs().value()};
        std::erase_if(sources.runs, [](const RunRecord& run) {
            return run.output.empty() || (run.status != "completed" && run.status != "stopped");
        });
        std::reverse(sources.runs.begin(), sources.runs.end());
        return sources;
    });
}

/// Of a run, how much a stage of gradual unfreezing takes; 0: shared out evenly.
double stageShare(const Recipe& recipe, std::int64_t steps) {
    const auto setting = [&](const char* name) {
        const auto found = recipe.strategy.settings.find(name);
        return found == recipe.strategy.settings.end() ? 0 : found->second;
    };
    if (setting("stage_steps") > 0 && steps > 0) return setting("stage_steps") / static_cast<double>(steps);
    return setting("stage_epochs") / std::max(1e-6, recipe.training.epochs);
}

}

TrainSetup::TrainSetup(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("train.banner"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("New run"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeContent());
    layout->addWidget(scroll, 1);
    m_estimator = new Estimator(m_session.workspace(), this);
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(250);
    connectParts();
    setRecipe({});
}

void TrainSetup::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    m_header->setTitle(tr("New run"));
    const auto button = [this](QPushButton* made, const char* name) {
        made->setObjectName(QLatin1String(name));
        m_header->addAction(made);
        return made;
    };
    m_searching = button(quietButton(tr("&Find settings…"), this), "train.search.open");
    m_race = button(quietButton(tr("Ra&ce strategies…"), this), "train.race.open");
    m_enqueue = button(quietButton(tr("Add to &queue"), this), "train.enqueue");
    m_start = button(primaryButton(tr("St&art"), this), "train.start");
    m_searching->setToolTip(tr("Trains combinations of settings and says which does best"));
    m_race->setToolTip(tr("Trains several strategies under one budget, on one chart"));
    m_enqueue->setToolTip(tr("Keeps this run for later; what waits is run one after the other"));
    connect(m_race, &QPushButton::clicked, this, [this] { setRacing(true); });
    connect(m_enqueue, &QPushButton::clicked, this, &TrainSetup::enqueue);
    layout->addWidget(m_header);
}

QWidget* TrainSetup::makeContent() {
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_source = new SourceCard(content));
    layout->addWidget(m_raceBar = new RaceBar(content));
    m_raceBar->hide();
    layout->addWidget(m_searchBar = new SearchBar(content));
    m_searchBar->hide();
    layout->addWidget(m_picker = new StrategyPicker(content));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeSettings(), 3);
    auto* side = new QVBoxLayout;
    side->setSpacing(14);
    side->addWidget(m_preflight = new PreflightCard(content), 1);
    side->addWidget(m_queue = new QueueCard(m_session, content));
    row->addLayout(side, 2);
    layout->addLayout(row, 1);
    return content;
}

Card* TrainSetup::makeSettings() {
    auto* card = new Card(this);
    card->setTitle(tr("Settings"), tr("usual values are filled in"));
    card->body()->addWidget(m_form = new SettingsForm(card));
    m_find = small(quietButton(tr("Find…"), card));
    m_find->setObjectName(QStringLiteral("train.rate.find"));
    m_find->setAccessibleName(tr("Find a learning rate"));
    m_find->setToolTip(tr("Tries rising learning rates on this model and data, and shows the loss over them"));
    m_form->field("training.learning_rate")->setButton(m_find);
    card->body()->addWidget(m_repeat = new RepeatFields(card));
    m_repeat->hide();
    card->body()->addWidget(m_moreTasks = new MoreTasks(card));
    m_moreTasks->hide();
    card->body()->addWidget(m_note = new NoteBox(card));
    card->body()->addWidget(boldLabel(tr("Learning rate over the run"), card));
    m_rate = new LineChart(card, true);
    m_rate->setFixedHeight(64);
    m_rate->addSeries(tr("learning rate"), {Tone::Purple});
    m_rate->setAccessibleName(tr("Learning rate over the run"));
    card->body()->addWidget(m_rate);
    card->body()->addStretch(1);
    return card;
}

void TrainSetup::connectParts() {
    connect(m_source, &SourceCard::changed, this, &TrainSetup::recipeEdited);
    connect(m_form, &SettingsForm::changed, this, &TrainSetup::recipeEdited);
    connect(m_form, &SettingsForm::moreShown, this, [this](bool on) { m_moreTasks->setVisible(on || m_moreTasks->isUsed()); });
    connect(m_moreTasks, &MoreTasks::changed, this, &TrainSetup::recipeEdited);
    connect(m_picker, &StrategyPicker::strategyChosen, this, &TrainSetup::chooseStrategy);
    connect(&m_checkTimer, &QTimer::timeout, this, &TrainSetup::checkNow);
    connect(m_preflight, &PreflightCard::measureRequested, m_estimator, &Estimator::measureNow);
    connect(m_preflight, &PreflightCard::cancelRequested, m_estimator, &Estimator::cancel);
    connect(m_picker, &StrategyPicker::tickedChanged, this, [this] { m_raceBar->setStrategies(m_picker->ticked()); });
    connect(m_picker, &StrategyPicker::lookedAt, this, &TrainSetup::look);
    connect(m_raceBar, &RaceBar::closed, this, [this] { setRacing(false); });
    connect(m_raceBar, &RaceBar::startRequested, this, [this] {
        m_banner->clear();
        const RaceOptions options = m_raceBar->options();
        setRacing(false);
        Q_EMIT raceRequested(recipe(), options);
    });
    connect(m_queue, &QueueCard::failed, this, &TrainSetup::showError);
    connectCures();
    connectItems();
    connect(m_estimator, &Estimator::started, m_preflight, &PreflightCard::showMeasuring);
    connect(m_estimator, &Estimator::measured, this, &TrainSetup::takeEstimate);
    connect(m_estimator, &Estimator::failed, m_preflight, &PreflightCard::showProblem);
    connect(m_start, &QPushButton::clicked, this, &TrainSetup::start);
}

void TrainSetup::reload() {
    m_queue->reload();
    m_checkedData.clear();
    askLatest(m_load, this, m_session.workspace(), loadSources, [this](Result<Sources> result) {
        if (!result) return showError(result.error());
        m_loaded = true;
        m_moreTasks->setDatasets(result->datasets);
        m_source->setDatasets(std::move(result->datasets));
        m_source->setModels(std::move(result->models), result->runs);
        recipeEdited();
    });
}

void TrainSetup::setRecipe(const Recipe& recipe) {
    m_base = recipe;
    m_source->setRecipe(recipe);
    m_picker->setStrategy(recipe.strategy.kind);
    m_form->setRecipe(recipe);
    m_moreTasks->setRecipe(recipe);
    if (m_moreTasks->isUsed()) m_moreTasks->show();
    recipeEdited();
}

Recipe TrainSetup::recipe() const {
    Recipe recipe = m_base;
    m_source->apply(recipe);
    m_form->apply(recipe);
    m_moreTasks->apply(recipe);
    return recipe;
}

void TrainSetup::chooseStrategy() {
    Recipe changed = recipe();
    const StrategyInfo* before = findStrategyInfo(changed.strategy.kind);
    const StrategyInfo* now = findStrategyInfo(m_picker->strategy());
    if (!now || now == before) return;
    // A rate that the user has set stays; a usual one follows the strategy.
    if (before && changed.training.learningRate == before->standardLearningRate)
        changed.training.learningRate = now->standardLearningRate;
    changed.strategy.kind = now->kind;
    changed.strategy.settings.clear();
    changed.strategy.texts.clear();
    m_form->setRecipe(changed);
    recipeEdited();
}

void TrainSetup::recipeEdited() {
    Recipe source = m_base;
    m_source->apply(source);
    m_form->setTask(source.task);
    showConsequences(recipe());
    m_checkTimer.start();
    measure();
}

void TrainSetup::showConsequences(const Recipe& recipe) {
    m_moreTasks->setFirst(recipe.data.train);
    QStringList said;
    if (!recipe.data.train.empty()) said << dataShort(recipe.data.train) << taskTitle(recipe.task);
    if (const ModelInfo* model = m_source->model())
        said << tr("%1 (%2)").arg(toQString(model->title), shortCount(model->parameters));
    else if (!recipe.model.empty())
        said << modelShort(recipe.model);
    m_header->setSubtitle(said.join(QStringLiteral(" · ")));
    if (const StrategyInfo* info = findStrategyInfo(recipe.strategy.kind))
        m_note->setText(tr("<b>What “%1” does.</b> %2 <i>%3</i>")
                            .arg(engineText(info->title).toHtmlEscaped(), engineText(info->explanation).toHtmlEscaped(),
                                 engineText(info->paper).toHtmlEscaped()));
    const ModelInfo* model = m_source->model();
    const std::int64_t layers = model && model->layers > 0 ? model->layers : 6;
    m_picker->setShape(layers, recipe.strategy);
    m_picker->setStage(layers, stageShare(recipe, m_steps));
    setStartable(!recipe.data.train.empty() && !recipe.model.empty() && readable());
    m_searchBar->setRecipe(recipe, m_seconds);
    drawRate(recipe);
}

bool TrainSetup::readable() const {
    return m_form->readable() && m_moreTasks->readable();
}

void TrainSetup::drawRate(const Recipe& recipe) {
    const std::int64_t steps = m_steps > 1 ? m_steps : 200, points = std::min<std::int64_t>(steps, 400);
    QVector<double> x, y;
    for (std::int64_t point = 0; point < points; ++point) {
        const std::int64_t step = point * (steps - 1) / std::max<std::int64_t>(1, points - 1);
        x << static_cast<double>(step);
        y << recipe.training.learningRate * scheduleFactor(recipe.training, step, steps);
    }
    m_rate->setData(0, x, y);
}

void TrainSetup::stopMeasuring() {
    m_estimator->cancel();
}

void TrainSetup::showError(const Error& error) {
    m_banner->showError(error);
}

void TrainSetup::themeChanged() {
    m_rate->retheme();
    m_picker->redraw();
    m_preflight->recolour();
    m_form->mark({});
    m_checkTimer.start();
}

}
