// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/playground_page.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/playground/ask_room.h"
#include "ui/pages/playground/classify_room.h"
#include "ui/pages/playground/entities_room.h"
#include "ui/pages/playground/fill_room.h"
#include "ui/pages/playground/history_card.h"
#include "ui/pages/playground/try_keeper.h"
#include "ui/pages/playground/write_room.h"

#include <QButtonGroup>
#include <QDesktopServices>
#include <QFileInfo>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// Models that can be asked, by task: runs with a model, newest first, then models with a head for it; of classes, those
/// with names for them.
Result<CandidatesByTask> candidates(Workspace& workspace) {
    return capture([&] {
        CandidatesByTask found;
        const auto runs = workspace.runs().value();
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            if (!run->output.empty())
                found[run->recipe.task].push_back({QStringLiteral("run:%1").arg(run->id),
                                                   PlaygroundPage::tr("Run %1: %2").arg(run->id).arg(runTitle(*run))});
        const auto models = workspace.models().value();
        for (const ModelInfo& model : models) {
            if (!model.installed || !model.supported || !model.problem.empty()) continue;
            const bool labels = model.answers == "classification" || model.answers == "tokens";
            if (labels && model.labels.size() < 2) continue;
            found[model.answers].push_back({toQString(model.reference), toQString(model.title)});
        }
        return found;
    });
}

}

PlaygroundPage::PlaygroundPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    m_keeper = new TryKeeper(session, this);
    build();
    connect(m_keeper, &TryKeeper::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(&session, &Session::tryRequested, this, &PlaygroundPage::tryText);
    connect(&session, &Session::triesChanged, this, [this] {
        if (m_open) m_history->reload();
    });
    for (const auto news : {&Session::runsChanged, &Session::modelsChanged})
        connect(&session, news, this, [this] {
            if (m_open) loadModels();
        });
}

void PlaygroundPage::build() {
    m_root = new QWidget(this);
    layout()->addWidget(m_root);
    auto* outer = new QVBoxLayout(m_root);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(14);
    m_header = new PageHeader(m_root);
    m_header->setTitle(tr("Playground"));
    outer->addWidget(m_header);
    outer->addWidget(m_banner = new MessageBanner(m_root));
    m_banner->setObjectName(QStringLiteral("playground.banner"));
    m_stack = new QStackedLayout;
    outer->addLayout(m_stack, 1);
    m_rooms = new QWidget(m_root);
    auto* column = new QVBoxLayout(m_rooms);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    m_tabs.clear();
    m_buttons = new QButtonGroup(m_header);
    addTab({"classification", "multilabel", "regression"}, tr("C&lassify"), "playground.tab.classify",
           new ClassifyRoom(session(), *m_keeper, m_rooms));
    addTab({"tokens"}, tr("Ent&ities"), "playground.tab.entities", new EntitiesRoom(session(), *m_keeper, m_rooms));
    addTab({"causal-lm", "seq2seq"}, tr("&Write"), "playground.tab.write", new WriteRoom(session(), *m_keeper, m_rooms));
    addTab({"masked-lm"}, tr("Fill i&n"), "playground.tab.fill", new FillRoom(session(), *m_keeper, m_rooms));
    addTab({"qa"}, tr("&Ask"), "playground.tab.ask", new AskRoom(session(), *m_keeper, m_rooms));
    addHistory(column);
    m_stack->addWidget(m_rooms);
    connect(m_buttons, &QButtonGroup::idClicked, this, &PlaygroundPage::openTab);
    m_empty = new EmptyState(QStringLiteral("chat"), {}, {}, m_root);
    connect(m_empty->addButton(tr("Go to Start")), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("start")); });
    connect(m_empty->addButton(tr("Train a model"), false), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("train")); });
    connect(m_empty->addButton(tr("Choose a model"), false), &QPushButton::clicked, this,
            [this] { session().showPage(QStringLiteral("models")); });
    m_stack->addWidget(m_empty);
    openTab(m_tab);
}

void PlaygroundPage::addTab(std::vector<std::string> tasks, const QString& title, const char* name, Room* room) {
    auto* button = tabButton(title, m_header);
    button->setObjectName(QLatin1String(name));
    m_buttons->addButton(button, static_cast<int>(m_tabs.size()));
    m_header->addAction(button);
    static_cast<QVBoxLayout*>(m_rooms->layout())->addWidget(room, m_tabs.empty() ? 0 : 3);
    m_tabs.push_back({std::move(tasks), room});
    connect(room, &Room::answered, m_banner, &MessageBanner::clear);
    connect(room, &Room::modelChosen, this, &PlaygroundPage::showRoom);
    connect(room, &Room::subtitleChanged, this, &PlaygroundPage::showRoom);
    connect(room, &Room::failed, this, [this, room](const Error& error) {
        m_banner->showError(error, tr("Try again"), [room] { room->ask(); });
    });
}

void PlaygroundPage::addHistory(QVBoxLayout* layout) {
    layout->addWidget(m_history = new HistoryCard(session(), m_rooms), 2);
    connect(m_history, &HistoryCard::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(m_history, &HistoryCard::textChosen, this, [this](const QString& text) { room().setText(text); });
    connect(m_history, &HistoryCard::noticed, this, [this](const QString& text, const QString& file) {
        if (file.isEmpty()) return m_banner->showNotice(text);
        m_banner->showNotice(text, tr("Open folder"),
                             [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); });
    });
}

void PlaygroundPage::openTab(int tab) {
    m_tab = tab;
    m_buttons->button(tab)->setChecked(true);
    for (const Tab& one : m_tabs)
        one.room->setVisible(one.room == &room());
    showRoom();
    if (m_open) room().focusText();
}

void PlaygroundPage::showRoom() {
    m_header->setSubtitle(room().subtitle());
    m_empty->setTexts(tr("No model to try yet"), room().emptyText());
    m_stack->setCurrentWidget(room().reference().isEmpty() ? static_cast<QWidget*>(m_empty) : m_rooms);
    std::function<FileAnswer()> answer;
    if (room().answersFiles() && !room().reference().isEmpty()) answer = [shown = &room()] { return shown->fileAnswer(); };
    m_history->setFileAnswer(room().modelTitle(), std::move(answer));
}

int PlaygroundPage::tabOf(const std::string& task) const {
    for (std::size_t tab = 0; tab < m_tabs.size(); ++tab)
        for (const std::string& one : m_tabs[tab].tasks)
            if (one == task) return static_cast<int>(tab);
    return 0;
}

void PlaygroundPage::loadModels() {
    askLatest(m_models, this, workspace(), candidates, [this](Result<CandidatesByTask> found) {
        if (!found) return m_banner->showError(found.error(), tr("Try again"), [this] { loadModels(); });
        takeModels(*found);
    });
}

void PlaygroundPage::takeModels(const CandidatesByTask& found) {
    for (const Tab& tab : m_tabs) {
        std::vector<Candidate> candidates;
        for (const std::string& task : tab.tasks)
            if (const auto some = found.find(task); some != found.end())
                candidates.insert(candidates.end(), some->second.begin(), some->second.end());
        tab.room->setCandidates(candidates);
    }
    if (!m_wantedReference.isEmpty()) room().choose(m_wantedReference);
    m_wantedReference.clear();
    showRoom();
}

void PlaygroundPage::tryText(const QString& reference, const QString& text, const QString& task) {
    m_wantedReference = reference;
    m_tab = tabOf(toStdString(task));
    room().choose(reference);
    if (!text.isEmpty()) room().setText(text);
    openTab(m_tab);
    room().ask();
    room().focusText();
}

void PlaygroundPage::opened() {
    m_open = true;
    loadModels();
    m_history->reload();
    room().focusText();
}

void PlaygroundPage::closed() {
    m_open = false;
    for (const Tab& tab : m_tabs)
        tab.room->keepWaiting();
}

void PlaygroundPage::themeChanged() {
    for (const Tab& tab : m_tabs)
        tab.room->themeChanged();
}

void PlaygroundPage::retranslate() {
    QStringList texts;
    std::vector<QJsonObject> states;
    for (const Tab& tab : m_tabs) {
        texts << tab.room->text();
        states.push_back(tab.room->state());
    }
    const QString reference = room().reference();
    delete m_root;
    build();
    m_wantedReference = reference;
    for (std::size_t tab = 0; tab < states.size(); ++tab) {
        m_tabs[tab].room->setText(texts[static_cast<qsizetype>(tab)]);
        m_tabs[tab].room->setState(states[tab]);
    }
    if (m_open) opened();
}

bool PlaygroundPage::pose(int index) {
    int place = 0;
    for (std::size_t tab = 0; tab < m_tabs.size(); ++tab) {
        if (tab > 0 && m_tabs[tab].room->reference().isEmpty()) continue; // the first shows what an empty one looks like
        if (place++ != index) continue;
        openTab(static_cast<int>(tab));
        if (room().text().isEmpty()) room().setText(room().exampleText());
        return true;
    }
    return false;
}

}
