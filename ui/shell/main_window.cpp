// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/language.h"
#include "ui/shell/machine.h"
#include "ui/shell/navigation_rail.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>

namespace espalier {

namespace {

/// A page in a window smaller than it can be is scrolled instead of clipped.
QScrollArea* scrolled(Page* page) {
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

Page* pageIn(QWidget* area) { return static_cast<Page*>(static_cast<QScrollArea*>(area)->widget()); }

QString localFile(const QMimeData* data) {
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

}

MainWindow::MainWindow(Session& session, QWidget* parent) :
    QMainWindow(parent), m_session(session), m_preferences(std::make_unique<Preferences>(session.workspace().folder())),
    m_rail(new NavigationRail), m_stack(new QStackedWidget), m_banner(new MessageBanner) {
    setWindowTitle(QStringLiteral("Espalier"));
    setWindowIcon(toneIcon(QStringLiteral("sprout"), Tone::Accent));
    setAcceptDrops(true);
    auto* central = new QWidget;
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    m_banner->setObjectName(QStringLiteral("window.banner"));
    m_banner->setProperty("inset", true);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    setCentralWidget(central);
    m_pages = makePages(session, nullptr);
    for (auto* page : m_pages) {
        m_rail->addPage(page->id(), page->title(), page->iconName(), page->id() == QLatin1String("settings"));
        m_stack->addWidget(scrolled(page));
    }
    m_palette = new CommandPalette(this);
    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::showPage);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        for (auto* page : m_pages) page->themeChanged();
    });
    buildShortcuts();
    connectSession();
    retranslate();
    setMinimumSize(640, 400);
    resize(1280, 720);
    if (const auto geometry = m_preferences->geometry(); !geometry.isEmpty()) restoreGeometry(geometry);
    showPage(page(m_preferences->page()) ? m_preferences->page() : m_pages.front()->id());
    m_rail->button(currentPage()->id())->setFocus();
    offerInterruptedRuns();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto run) { connect(new QShortcut(keys, this), &QShortcut::activated, this, run); };
    int number = 0;
    for (auto* page : m_pages) {
        const QString id = page->id();
        const bool settings = id == QLatin1String("settings");
        const QKeySequence keys = settings ? QKeySequence(Qt::CTRL | Qt::Key_Comma) : QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + number++));
        add(keys, [this, id] { showPage(id); });
        m_rail->button(id)->setToolTip(keys.toString(QKeySequence::NativeText));
    }
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    add(QKeySequence::Open, [this] { chooseFile(); });
    add(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::connectSession() {
    connect(&m_session, &Session::networkChanged, this, &MainWindow::showNetwork);
    auto& training = m_session.training();
    connect(&m_session, &Session::pageRequested, this, &MainWindow::showPage);
    connect(&m_session, &Session::datasetRequested, this, [this] { showPage(QStringLiteral("data")); });
    connect(&m_session, &Session::importRequested, this, [this] { showPage(QStringLiteral("data")); });
    connect(&m_session, &Session::recipeRequested, this, [this] { showPage(QStringLiteral("train")); });
    connect(&m_session, &Session::runRequested, this, [this] { showPage(QStringLiteral("runs")); });
    connect(&m_session, &Session::tryRequested, this, [this] { showPage(QStringLiteral("playground")); });
    connect(&m_session, &Session::failed, this, [this](const Error& error) {
        m_offering = false;
        m_banner->showError(error);
    });
    // The Train page says itself what went wrong; elsewhere the banner does.
    connect(&training, &TrainingController::failed, this, [this](const Error& error) {
        if (currentPage()->id() != QLatin1String("train")) m_banner->showError(error, tr("Show"), [this] { showPage(QStringLiteral("train")); });
    });
    connect(&training, &TrainingController::eventsArrived, this, [this](const std::vector<RunEvent>& events) {
        for (const auto& event : events)
            if (const auto* started = std::get_if<RunStarted>(&event)) showMachine(toQString(started->device));
    });
    connect(&training, &TrainingController::raceEventsArrived, this, [this](const std::vector<RaceEvent>& events) {
        for (const auto& event : events)
            if (const auto* started = std::get_if<RunStarted>(&event.event)) showMachine(toQString(started->device));
    });
    connect(&training, &TrainingController::stateChanged, this, [this] {
        if (m_closing && !m_session.training().isActive()) close();
    });
}

void MainWindow::showPage(const QString& id) {
    for (int i = 0; i < m_stack->count(); ++i) {
        auto* next = pageIn(m_stack->widget(i));
        if (next->id() != id) continue;
        auto* before = currentPage();
        m_rail->setCurrent(id);
        if (before != next) {
            before->closed();
            m_stack->setCurrentIndex(i);
            m_preferences->setPage(id);
        }
        setWindowTitle(QStringLiteral("%1 — Espalier").arg(m_rail->button(id)->accessibleName()));
        next->opened();
        if (m_offering && id == QLatin1String("start")) {
            m_offering = false;
            m_banner->clear();      // the page's own table offers it
        }
        return;
    }
}

Page* MainWindow::currentPage() const { return pageIn(m_stack->currentWidget()); }

Page* MainWindow::page(const QString& id) const {
    for (auto* page : m_pages)
        if (page->id() == id) return page;
    return nullptr;
}

void MainWindow::openPalette() {
    m_palette->open(windowCommands(*this));
    askLatest(m_lookup, this, m_session.workspace(), [](Workspace& workspace) { return findable(workspace); },
              [this](Result<Findable> found) { if (found) m_palette->add(findableCommands(m_session, *found)); });
}

void MainWindow::chooseFile() {
    const QString file = dialogs().openFile(this, tr("Import a file"), tr("Data (*.csv *.tsv *.jsonl *.json *.conll *.txt);;All files (*)"));
    if (!file.isEmpty()) m_session.importFile(file);
}

void MainWindow::setTheme(ThemeMode mode) {
    m_preferences->setTheme(mode);
    Theme::instance().apply(*qApp, mode);
}

void MainWindow::setLanguage(const QString& code) {
    m_preferences->setLanguage(code);
    applyLanguage(code);
}

void MainWindow::retranslate() {
    for (auto* page : m_pages) m_rail->setTitle(page->id(), page->title());
    showNetwork(m_networkInUse, m_downloads);
    m_rail->setAccessibleName(tr("Pages"));
    showMachine(m_device.isEmpty() ? toQString(m_session.workspace().options().device) : m_device);
}

void MainWindow::showNetwork(bool inUse, int downloads) {
    m_networkInUse = inUse;
    m_downloads = downloads;
    m_rail->setNetwork(inUse ? tr("Online · downloading")
                       : downloads > 0 ? tr("Offline · %n model(s) fetched", nullptr, downloads)
                                       : tr("Offline · nothing sent"));
}

void MainWindow::showMachine(const QString& device) {
    m_device = device;
    m_rail->setMachine(machineText(device, m_session.workspace().options().threads));
}

void MainWindow::offerInterruptedRuns() {
    ask(this, m_session.workspace(), [](Workspace& workspace) { return workspace.runs(); }, [this](Result<std::vector<RunRecord>> runs) {
        if (!runs) return m_banner->showError(runs.error());
        for (auto run = runs->rbegin(); run != runs->rend(); ++run) {
            // The Start page offers it in its table.
            if (run->status != "interrupted" || currentPage()->id() == QLatin1String("start")) continue;
            m_offering = true;
            return m_banner->showNotice(tr("A run was interrupted and can go on."), tr("Show"), [this] { showPage(QStringLiteral("start")); });
        }
    });
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::LanguageChange || m_pages.empty()) return;
    retranslate();
    for (auto* page : m_pages) page->retranslate();
    showPage(currentPage()->id());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    m_session.importFile(localFile(event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_session.training().isActive()) {
        event->ignore();
        if (!m_closing) askBeforeClosing();
        return;
    }
    m_preferences->setGeometry(saveGeometry());
    event->accept();
    Q_EMIT readyToQuit();
}

void MainWindow::askBeforeClosing() {
    if (m_asking) return;
    m_asking = true;
    dialogs().choose(this, tr("A run is going"), tr("What shall become of it?"), {tr("&Stop and keep"), tr("&Interrupt; go on later")},
                     [this](int choice) {
                         m_asking = false;
                         closeAfterRun(choice);
                     });
}

void MainWindow::closeAfterRun(int choice) {
    if (choice < 0) return;
    auto& training = m_session.training();
    m_closing = true;
    if (!training.isActive()) {     // it ended while we asked
        close();
        return;
    }
    m_preferences->setGeometry(saveGeometry());
    training.holdQueue();
    if (choice == 0) training.stopAndKeep();
    else training.interrupt();
    hide();     // close() comes when the checkpoint is written
}

}
