// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_actions.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/dialogs.h"

#include <QDesktopServices>
#include <QUrl>
#include <QWidget>

namespace espalier {

RunActions::RunActions(Session& session, QWidget* parent) : QObject(parent), m_session(session) { }

QWidget* RunActions::window() const {
    return static_cast<QWidget*>(parent());
}

void RunActions::goOn(const RunRecord& run) {
    if (m_session.training().isActive())
        return Q_EMIT failed({ErrorKind::Usage,
                              toStdString(tr("Another run is in progress")),
                              {},
                              toStdString(tr("let it end, or stop it on the Train page"))});
    m_session.training().resume(run.id);
    m_session.showPage(QStringLiteral("train"));
}

void RunActions::tryIt(const RunRecord& run) {
    m_session.tryModel(QStringLiteral("run:%1").arg(run.id), {}, toQString(run.recipe.task));
}

void RunActions::useAsBase(const RunRecord& run) {
    Recipe recipe = run.recipe;
    recipe.model = "run:" + std::to_string(run.id);
    recipe.name.clear();
    m_session.useInRun(recipe);
}

void RunActions::repeat(const RunRecord& run) {
    Recipe recipe = run.recipe;
    recipe.name.clear();
    m_session.useInRun(recipe);
}

void RunActions::openFolder(const RunRecord& run) {
    const QString folder = toQString(run.output.empty() ? run.folder : run.output);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT noticed(tr("The run lies in %1").arg(folder), {});
}

void RunActions::rename(const RunRecord& run) {
    const QString name = dialogs().askText(window(), tr("Rename the run"), tr("Name"), runTitle(run)).trimmed();
    if (name.isEmpty() || name == runTitle(run)) return;
    ask(
        this, m_session.workspace(),
        [id = run.id, name = toStdString(name)](Workspace& workspace) { return workspace.renameRun(id, name); },
        [this](Status status) {
            if (!status) return Q_EMIT failed(status.error());
            m_session.announceRunsChanged();
        });
}

void RunActions::exportModel(const RunRecord& run) {
    const QString folder = dialogs().openFolder(window(), tr("Export the model into a folder"));
    if (folder.isEmpty()) return;
    ask(
        this, m_session.workspace(),
        [id = run.id, folder = toStdString(folder)](Workspace& workspace) { return workspace.exportRun(id, folder); },
        [this](Result<std::filesystem::path> written) {
            if (!written) return Q_EMIT failed(written.error());
            const QString path = toQString(written->string());
            Q_EMIT noticed(tr("The model was written to %1, as a folder that Transformers loads.").arg(path), path);
        });
}

void RunActions::remove(const std::vector<RunRecord>& runs) {
    if (runs.empty()) return;
    const QString text = runs.size() == 1
        ? tr("“%1”, its model and its curves are deleted from this computer. This can't be undone.")
              .arg(runTitle(runs.front()))
        : tr("%Ln run(s), their models and their curves are deleted from this computer. This can't be undone.", nullptr,
             static_cast<int>(runs.size()));
    if (!dialogs().confirm(window(), runs.size() == 1 ? tr("Delete the run?") : tr("Delete the runs?"), text,
                           tr("Delete")))
        return;
    std::vector<std::int64_t> ids;
    for (const RunRecord& run : runs)
        ids.push_back(run.id);
    ask(
        this, m_session.workspace(),
        [ids](Workspace& workspace) -> Status {
            for (const std::int64_t id : ids)
                if (auto status = workspace.removeRun(id); !status) return status;
            return Done {};
        },
        [this](Status status) {
            if (!status) Q_EMIT failed(status.error());
            m_session.announceRunsChanged();
        });
}

}
