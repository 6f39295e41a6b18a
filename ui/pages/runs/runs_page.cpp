// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/runs_page.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/item_models/string_table_model.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/runs/confusion_view.h"
#include "ui/pages/runs/curves_card.h"
#include "ui/pages/runs/intervals.h"
#include "ui/pages/runs/recipe_table.h"
#include "ui/pages/runs/run_actions.h"
#include "ui/pages/runs/runs_table.h"
#include "ui/widgets/kit.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QUrl>

namespace espalier {

RunsPage::RunsPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    build();
    connect(&session, &Session::runRequested, this, [this](qint64 run) {
        m_wanted = run;
        load();
    });
    const auto reload = [this] {
        if (m_open) load();
    };
    connect(&session, &Session::runsChanged, this, reload);
    connect(&session.training(), &TrainingController::stateChanged, this, reload);
    connect(&session.training(), &TrainingController::anotherBegan, this, reload);
}

void RunsPage::build() {
    m_root = new QWidget(this);
    layout()->addWidget(m_root);
    auto* layout = new QVBoxLayout(m_root);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    m_actions = new RunActions(session(), m_root);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(m_root));
    m_banner->setObjectName(QStringLiteral("runs.banner"));
    m_stack = new QStackedLayout;
    layout->addLayout(m_stack, 1);
    addRoom();
    auto* empty = new EmptyState(QStringLiteral("list"), tr("No runs yet"),
                                 tr("Every training run is kept here with its recipe, its curves and its model. Begin "
                                    "with a sample, or with your own texts."),
                                 m_root);
    connect(empty->addButton(tr("Go to Start")), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("start")); });
    connect(empty->addButton(tr("Set up a run"), false), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("train")); });
    m_stack->addWidget(empty);
    connectActions();
}

void RunsPage::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(m_root);
    m_header->setTitle(tr("Runs"));
    const auto button = [this](QPushButton* made, const char* name) {
        made->setObjectName(QLatin1String(name));
        m_header->addAction(made);
        return made;
    };
    m_goOn = button(quietButton(tr("&Go on"), m_root), "runs.goon");
    m_base = button(quietButton(tr("Use as &base"), m_root), "runs.base");
    m_more = button(quietButton(tr("M&ore"), m_root), "runs.more");
    m_try = button(primaryButton(tr("Tr&y it"), m_root), "runs.try");
    m_base->setToolTip(tr("Sets up a run that goes on from this run's model"));
    layout->addWidget(m_header);
}

void RunsPage::addRoom() {
    auto* room = new QWidget(m_root);
    auto* layout = new QVBoxLayout(room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_table = new RunsTable(session(), room), 5);
    layout->addWidget(m_words = new NoteBox(room, Tone::WarnSoft));
    m_words->setObjectName(QStringLiteral("runs.words"));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_curves = new CurvesCard(session(), room), 6);
    row->addWidget(makeDetails(), 5);
    layout->addLayout(row, 6);
    m_words->hide();
    m_stack->addWidget(room);
}

Card* RunsPage::makeDetails() {
    auto* card = new Card(m_root);
    m_tabs = new QTabWidget(card);
    m_tabs->setObjectName(QStringLiteral("runs.tabs"));
    m_tabs->setDocumentMode(true);
    const auto table = [this](StringTableModel*& model, const char* name, const QString& title) {
        model = new StringTableModel(m_root);
        auto* view = new QTableView(m_tabs);
        view->setObjectName(QLatin1String(name));
        view->setAccessibleName(title);
        view->setModel(model);
        styleTable(view);
        view->setSortingEnabled(false);
        view->horizontalHeader()->setStretchLastSection(true);
        return view;
    };
    m_confusion = new ConfusionView(session(), m_tabs);
    m_scoreTable = table(m_scores, "runs.scores", tr("Scores"));
    m_recipeTable = table(m_recipe, "runs.recipe", tr("Recipe"));
    m_tabs->addTab(m_confusion, tr("&Confusion"));
    m_tabs->addTab(m_scoreTable, tr("Scores"));
    m_tabs->addTab(m_recipeTable, tr("Rec&ipe"));
    card->body()->addWidget(m_tabs, 1);
    return card;
}

void RunsPage::connectActions() {
    const auto withOne = [this](auto action) {
        return [this, action] {
            const auto runs = m_table->selected();
            if (runs.size() == 1) (m_actions->*action)(runs.front());
        };
    };
    connect(m_goOn, &QPushButton::clicked, this, withOne(&RunActions::goOn));
    connect(m_base, &QPushButton::clicked, this, withOne(&RunActions::useAsBase));
    connect(m_try, &QPushButton::clicked, this, withOne(&RunActions::tryIt));
    connect(m_table, &RunsTable::activated, this, withOne(&RunActions::tryIt));
    auto* menu = new QMenu(m_more);
    menu->addAction(tr("Set up the &same again"), this, withOne(&RunActions::repeat))
        ->setObjectName(QStringLiteral("runs.repeat"));
    menu->addAction(tr("Open &folder"), this, withOne(&RunActions::openFolder))
        ->setObjectName(QStringLiteral("runs.folder"));
    menu->addAction(tr("&Rename…"), this, withOne(&RunActions::rename))->setObjectName(QStringLiteral("runs.rename"));
    menu->addAction(tr("&Export…"), this, withOne(&RunActions::exportModel))
        ->setObjectName(QStringLiteral("runs.export"));
    menu->addSeparator();
    auto* remove = menu->addAction(tr("&Delete…"), this, [this] { m_actions->remove(m_table->selected()); });
    remove->setObjectName(QStringLiteral("runs.delete"));
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->view()->addAction(remove);
    m_more->setMenu(menu);
    connect(m_actions, &RunActions::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(m_actions, &RunActions::noticed, this, [this](const QString& text, const QString& folder) {
        if (folder.isEmpty()) return m_banner->showNotice(text);
        m_banner->showNotice(text, tr("Open folder"),
                             [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    });
    connect(m_table, &RunsTable::selectionChanged, this, &RunsPage::selectionChanged);
    connect(m_curves, &CurvesCard::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(m_confusion, &ConfusionView::failed, this, [this](const Error& error) { m_banner->showError(error); });
    showActions({});
}

void RunsPage::load() {
    askLatest(
        m_load, this, workspace(), [](Workspace& engine) { return engine.runs(); },
        [this](Result<std::vector<RunRecord>> runs) {
            if (runs) return take(std::move(*runs));
            m_banner->showError(runs.error(), tr("Try again"), [this] { load(); });
        });
}

void RunsPage::take(std::vector<RunRecord> runs) {
    m_stack->setCurrentIndex(runs.empty() ? 1 : 0);
    m_header->setSubtitle(
        runs.empty() ? tr("What was trained, and how well.")
                     : tr("%Ln run(s); select several to compare them", nullptr, static_cast<int>(runs.size())));
    m_table->setRuns(std::move(runs));
    if (m_wanted > 0)
        m_table->select({m_wanted});
    else if (m_posed > 0)
        m_table->selectFirst(m_posed);
    m_wanted = m_posed = 0;
    if (m_table->count() == 0) showActions({});
}

void RunsPage::selectionChanged() {
    const std::vector<RunRecord> runs = m_table->selected();
    showActions(runs);
    m_curves->setRuns(runs);
    m_confusion->setRuns(runs);
    m_recipe->setTable(runColumns(runs), recipeRows(runs));
    m_tabs->setTabText(2, runs.size() > 1 ? tr("D&ifferences of recipe") : tr("Rec&ipe"));
    showComparison(runs, {});
    if (runs.empty()) return m_compare.cancel();
    // The paired tests grow with the square of the runs: more than the curves show are not put into words.
    std::vector<RunRecord> compared = runs;
    if (compared.size() > CurvesCard::kMostRuns) compared.resize(CurvesCard::kMostRuns);
    askLatest(
        m_compare, this, workspace(), [compared](Workspace& engine) { return compareRuns(engine, compared); },
        [this, runs](Result<RunComparison> comparison) {
            if (comparison)
                showComparison(runs, *comparison);
            else
                m_banner->showError(comparison.error());
        });
}

void RunsPage::showComparison(const std::vector<RunRecord>& runs, const RunComparison& comparison) {
    m_scores->setTable(runColumns(runs), scoreRows(runs, comparison.accuracy));
    const QString said = runs.empty() ? QString() : verdictText(runs, comparison);
    m_words->setText(tr("<b>In words:</b> %1").arg(said));
    m_words->setVisible(!said.isEmpty());
    for (QTableView* view : {m_scoreTable, m_recipeTable}) {
        QHeaderView* head = view->horizontalHeader();
        for (int column = 0; column < head->count(); ++column)
            head->setSectionResizeMode(column, column == 0 ? QHeaderView::Interactive : QHeaderView::Stretch);
        view->setColumnWidth(0, 170);
    }
}

void RunsPage::showActions(const std::vector<RunRecord>& runs) {
    const bool one = runs.size() == 1;
    m_goOn->setVisible(one && runs.front().status == "interrupted");
    m_base->setEnabled(one && !runs.front().output.empty());
    m_try->setEnabled(one && !runs.front().output.empty());
    m_more->setEnabled(!runs.empty());
    for (QAction* action : m_more->menu()->actions()) {
        const QString name = action->objectName();
        if (name == QLatin1String("runs.export"))
            action->setEnabled(one && !runs.front().output.empty());
        else if (name != QLatin1String("runs.delete"))
            action->setEnabled(one);
    }
}

void RunsPage::opened() {
    m_open = true;
    load();
}

void RunsPage::retranslate() {
    const auto chosen = m_table->selected();
    delete m_root;
    build();
    if (!chosen.empty()) m_wanted = chosen.front().id;
    if (m_open) load();
}

void RunsPage::themeChanged() {
    m_curves->retheme();
    m_root->update();
}

bool RunsPage::pose(int index) {
    if (index > 1) return false;
    m_posed = index == 0 ? 1 : 3;
    m_tabs->setCurrentIndex(index == 0 ? 0 : 1);
    load();
    return true;
}

}
