// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_setup.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/estimator.h"
#include "ui/pages/train/preflight_card.h"
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

}

TrainSetup::TrainSetup(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    m_header = new PageHeader(this);
    m_header->setTitle(tr("New run"));
    m_start = primaryButton(tr("St&art"), this);
    m_start->setObjectName(QStringLiteral("train.start"));
    m_header->addAction(m_start);
    layout->addWidget(m_header);
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

QWidget* TrainSetup::makeContent() {
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_source = new SourceCard(content));
    layout->addWidget(m_picker = new StrategyPicker(content));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeSettings(), 3);
    row->addWidget(m_preflight = new PreflightCard(content), 2);
    layout->addLayout(row, 1);
    return content;
}

Card* TrainSetup::makeSettings() {
    auto* card = new Card(this);
    card->setTitle(tr("Settings"), tr("usual values are filled in"));
    card->body()->addWidget(m_form = new SettingsForm(card));
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
    connect(m_picker, &StrategyPicker::strategyChosen, this, &TrainSetup::chooseStrategy);
    connect(&m_checkTimer, &QTimer::timeout, this, &TrainSetup::checkNow);
    connect(m_preflight, &PreflightCard::measureRequested, m_estimator, &Estimator::measureNow);
    connect(m_preflight, &PreflightCard::cancelRequested, m_estimator, &Estimator::cancel);
    connect(m_preflight, &PreflightCard::maxLengthRequested, this, [this](qint64 tokens) {
        Recipe changed = recipe();
        changed.training.maxLength = tokens;
        m_form->setRecipe(changed);
        recipeEdited();
    });
    connect(m_preflight, &PreflightCard::pageRequested, &m_session, &Session::showPage);
    connect(m_estimator, &Estimator::started, m_preflight, &PreflightCard::showMeasuring);
    connect(m_estimator, &Estimator::measured, this, &TrainSetup::takeEstimate);
    connect(m_estimator, &Estimator::failed, m_preflight, &PreflightCard::showProblem);
    connect(m_start, &QPushButton::clicked, this, [this] {
        m_banner->clear();
        Q_EMIT startRequested(recipe());
    });
}

void TrainSetup::reload() {
    askLatest(m_load, this, m_session.workspace(), loadSources, [this](Result<Sources> result) {
        if (!result) return showError(result.error());
        m_loaded = true;
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
    recipeEdited();
}

Recipe TrainSetup::recipe() const {
    Recipe recipe = m_base;
    m_source->apply(recipe);
    m_form->apply(recipe);
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
    const auto decay = recipe.strategy.settings.find("decay");
    const ModelInfo* model = m_source->model();
    m_picker->setShape(model && model->layers > 0 ? model->layers : 6,
                       decay == recipe.strategy.settings.end() ? 0.8 : decay->second);
    m_start->setEnabled(!recipe.data.train.empty() && !recipe.model.empty() && m_form->readable());
    drawRate(recipe);
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

void TrainSetup::checkNow() {
    const Recipe asked = recipe();
    if (asked.data.train.empty() || asked.model.empty()) return m_preflight->setFindings({});
    askLatest(
        m_check, this, m_session.workspace(),
        [asked](Workspace& workspace) -> Result<std::vector<RecipeFinding>> { return workspace.check(asked); },
        [this](Result<std::vector<RecipeFinding>> result) {
            if (!result) return showError(result.error());
            m_preflight->setFindings(m_form->mark(*result));
            m_start->setEnabled(result->empty() && m_form->readable());
        });
}

void TrainSetup::measure() {
    const Recipe chosen = recipe();
    if (chosen.data.train.empty() || chosen.model.empty()) {
        m_estimator->want({});
        const bool noData = m_loaded && !m_source->hasDatasets() && chosen.data.train.empty();
        return m_preflight->showIncomplete(
            noData ? tr("There is no data yet: import a file on the Data page, or start a sample on the Start page.")
                   : tr("Choose data and a model; then memory and time are measured by a dry run."));
    }
    if (!isVisible() || m_session.training().isActive() || !m_form->readable()) return;
    std::vector<Recipe> wanted {chosen};
    for (const StrategyInfo& info : strategyInfos()) {
        if (info.kind == chosen.strategy.kind) continue;
        Recipe other = chosen;
        other.strategy = {info.kind};
        wanted.push_back(other);
    }
    m_preflight->showWaiting();
    m_estimator->want(std::move(wanted));
}

void TrainSetup::takeEstimate(const Recipe& measured, const Estimate& estimate) {
    if (measured.strategy.kind == "full") m_fullSeconds = estimate.secondsTotal;
    m_picker->setFigures(measured.strategy.kind, estimate, m_fullSeconds);
    const Recipe chosen = recipe();
    if (measured.strategy.kind != chosen.strategy.kind) return;
    m_preflight->showEstimate(estimate, measured.training.maxLength);
    m_steps = estimate.steps;
    drawRate(chosen);
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
