// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/words.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

namespace espalier {

namespace {

struct Commands {
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

void addRunCommands(std::vector<Command>& commands, TrainingController& training) {
    using State = TrainingController::State;
    const QString kind = Commands::tr("The run in progress");
    if (training.state() == State::Running) commands.push_back({Commands::tr("Pause"), kind, [&] { training.pause(); }});
    if (training.state() == State::Paused) commands.push_back({Commands::tr("Go on"), kind, [&] { training.goOn(); }});
    if (training.isActive()) commands.push_back({Commands::tr("Stop and keep"), kind, [&] { training.stopAndKeep(); }});
}

}

std::vector<Command> windowCommands(MainWindow& window) {
    std::vector<Command> commands;
    for (const auto* page : window.pages()) {
        QString title = page->title();
        commands.push_back({title.remove(QLatin1Char('&')), Commands::tr("Page"), [&window, id = page->id()] { window.showPage(id); }});
    }
    addRunCommands(commands, window.session().training());
    const QString action = Commands::tr("Action");
    commands.push_back({Commands::tr("Import a file…"), action, [&window] { window.chooseFile(); }});
    commands.push_back({Commands::tr("Open the workspace folder"), action, [&window] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(window.session().workspace().folder().string())));
    }});
    const std::pair<QString, ThemeMode> themes[] = {{Commands::tr("Theme: as the system"), ThemeMode::System},
        {Commands::tr("Theme: light"), ThemeMode::Light}, {Commands::tr("Theme: dark"), ThemeMode::Dark}};
    for (const auto& [title, mode] : themes) commands.push_back({title, action, [&window, mode = mode] { window.setTheme(mode); }});
    for (const auto& language : languages())
        commands.push_back({Commands::tr("Language: %1").arg(language.name), action, [&window, code = language.code] { window.setLanguage(code); }});
    return commands;
}

Result<Findable> findable(Workspace& workspace) {
    return capture([&] { return Findable {workspace.runs().value(), workspace.datasets().value(), workspace.samples()}; });
}

std::vector<Command> findableCommands(Session& session, const Findable& found) {
    std::vector<Command> commands;
    for (const auto& sample : found.samples)
        if (sample.available)
            commands.push_back({Commands::tr("Start: %1").arg(engineText(sample.title)), Commands::tr("Sample experiment"),
                                [&session, id = toQString(sample.id)] { session.startSample(id); }});
    for (auto run = found.runs.rbegin(); run != found.runs.rend(); ++run) {
        const QString name = runTitle(*run);
        commands.push_back({name, Commands::tr("Run %1, %2").arg(run->id).arg(statusTitle(run->status)), [&session, id = run->id] { session.showRun(id); }});
    }
    for (const auto& dataset : found.datasets)
        commands.push_back({toQString(dataset.record.name), Commands::tr("Dataset"),
                            [&session, name = toQString(dataset.record.name)] { session.showDataset(name); }});
    return commands;
}

}
