// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_view.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/run_buttons.h"
#include "ui/pages/train/search_rows.h"
#include "ui/pages/train/search_table.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

SearchView::SearchView(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("train.search.banner"));
    addStrip(layout);
    layout->addWidget(m_table = new SearchTable(this), 1);
    layout->addWidget(m_words = new NoteBox(this));
    m_words->setObjectName(QStringLiteral("train.search.words"));
    m_words->hide();
    connect(m_table, &SearchTable::runRequested, &m_session, &Session::showRun);
    connect(&training(), &TrainingController::stateChanged, this, &SearchView::updateState);
    updateState();
}

void SearchView::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    const auto button = [this](QPushButton* made, const char* name) {
        made->setObjectName(QLatin1String(name));
        m_header->addAction(made);
        return made;
    };
    m_buttons = new RunButtons(training(), m_header, QStringLiteral("train.search."), true);
    m_buttons->setStopTip(tr("Ends the search at the next step; what was trained is kept"));
    m_new = button(quietButton(tr("&New run"), this), "train.search.new");
    m_open = button(quietButton(tr("&Open its run"), this), "train.search.open");
    m_use = button(primaryButton(tr("Use this rec&ipe"), this), "train.search.use");
    m_use->setToolTip(tr("Fills in the Train page with the best combination"));
    connect(m_new, &QPushButton::clicked, this, &SearchView::newRunRequested);
    connect(m_open, &QPushButton::clicked, this, [this] { m_session.showRun(m_best->run); });
    connect(m_use, &QPushButton::clicked, this, &SearchView::useBest);
    layout->addWidget(m_header);
}

void SearchView::addStrip(QVBoxLayout* layout) {
    auto* card = new Card(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_now = new QLabel(card));
    m_now->setObjectName(QStringLiteral("train.search.now"));
    row->addStretch(1);
    row->addWidget(m_speed = new QLabel(card));
    card->body()->addLayout(row);
    card->body()->addWidget(m_progress = new SlimProgress(card));
    m_progress->setAccessibleName(tr("Progress of the search"));
    layout->addWidget(card);
}

bool SearchView::active() const {
    return training().isActive() && training().kind() == TrainingController::Kind::Search && !m_ended;
}

void SearchView::begin() {
    m_ended = false;
    m_taken = 0;
    m_run = {};
    m_drawn = {};
    m_banner->clear();
    const SearchPlan& plan = training().searchPlan();
    const auto combinations = capture([&] { return searchCombinations(plan); });
    m_combinations = combinations ? *combinations : std::vector<SearchValues>();
    m_header->setTitle(tr("Search on %1").arg(dataShort(plan.recipe.data.train)));
    QStringList about {modelShort(plan.recipe.model), strategyTitle(plan.recipe.strategy.kind),
                       tr("%Ln combination(s)", nullptr, static_cast<int>(m_combinations.size()))};
    if (plan.rounds > 1) about << tr("%Ln round(s)", nullptr, static_cast<int>(plan.rounds));
    m_header->setSubtitle(about.join(QStringLiteral(" · ")));
    catchUp();
    updateState();
}

void SearchView::catchUp() {
    const auto& events = training().events();
    if (m_taken > events.size() || (!events.empty() && m_run.started && m_run.started->run != training().run())) {
        m_run = {};
        m_taken = 0;
    }
    for (; m_taken < events.size(); ++m_taken)
        m_run.add(events[m_taken]);
    drawStrip();
    const auto& rounds = training().search().rounds;
    const std::array<std::size_t, 4> now {rounds.size(), rounds.empty() ? 0 : rounds.back().trials.size(), static_cast<std::size_t>(training().begun()), active()};
    if (now == m_drawn) return; // a step changes neither
    m_drawn = now;
    drawTable();
    drawBest();
}

void SearchView::drawTable() {
    m_table->setRows(training().searchPlan(), searchRows(m_combinations, training().search(), training().searchPlan(), active()));
}

void SearchView::drawStrip() {
    const SearchPlan& plan = training().searchPlan();
    const SearchOutline outline = outlineOf(plan, static_cast<std::int64_t>(m_combinations.size()));
    const QLocale locale;
    const auto over = static_cast<std::int64_t>(training().finished().size());
    const auto now = std::clamp<std::int64_t>(training().begun(), 1, std::max<std::int64_t>(1, outline.runs));
    if (!active()) {
        m_now->setText(tr("<b>The search is over</b> · %1 of %2 runs").arg(locale.toString(qlonglong(over)), locale.toString(qlonglong(outline.runs))));
        m_speed->clear();
        return m_progress->setValue(outline.runs > 0 ? static_cast<double>(over) / static_cast<double>(outline.runs) : 0);
    }
    QString said = tr("<b>Run %1 of %2</b>").arg(locale.toString(qlonglong(now)), locale.toString(qlonglong(outline.runs)));
    double share = 0;
    if (m_run.last && m_run.started) {
        const std::int64_t steps = std::max<std::int64_t>(1, m_run.started->steps);
        share = std::min(1.0, static_cast<double>(m_run.last->step) / static_cast<double>(steps));
        said += tr(" · step %1 of %2").arg(locale.toString(qlonglong(m_run.last->step)), locale.toString(qlonglong(steps)));
        m_speed->setText(tr("%1 rows/s · %2").arg(locale.toString(m_run.last->samplesPerSecond, 'f', 0), byteText(m_run.last->memoryBytes)));
    }
    m_now->setText(said);
    m_progress->setValue((static_cast<double>(now - 1) + share) / static_cast<double>(std::max<std::int64_t>(1, outline.runs)));
}

void SearchView::drawBest() {
    const SearchPlan& plan = training().searchPlan();
    m_best = bestTrial(training().search(), plan.recipe.training.earlyStoppingMetric);
    m_words->setVisible(m_best.has_value());
    if (!m_best) return;
    const QString what = tr("%1: %2 %3 on the validation data, run %4.")
                             .arg(searchValuesText(m_best->values).toHtmlEscaped(), metricTitle(plan.recipe.training.earlyStoppingMetric).toLower(),
                                  scoreText(m_best->score), QLocale().toString(qlonglong(m_best->run)));
    m_words->setText(active() ? tr("<b>The best so far:</b> %1").arg(what)
                              : tr("<b>The best:</b> %1 Of many combinations one is the best by chance, too: test data, or several seeds, tell.").arg(what));
}

void SearchView::showEnded(const QString& why) {
    m_ended = true;
    catchUp();
    if (!why.isEmpty()) m_banner->showNotice(why);
    updateState();
}

void SearchView::showError(const Error& error) {
    m_ended = true;
    catchUp();
    m_banner->showError(error);
    updateState();
}

void SearchView::useBest() {
    auto recipe = withValues(training().searchPlan().recipe, m_best->values);
    if (!recipe) return m_banner->showError(recipe.error());
    m_session.useInRun(*recipe);
}

void SearchView::updateState() {
    const bool goes = active();
    m_buttons->update(goes);
    m_new->setVisible(!goes);
    m_open->setVisible(!goes && m_best);
    m_use->setVisible(!goes && m_best);
}

void SearchView::themeChanged() {
    m_table->recolour();
}

}
