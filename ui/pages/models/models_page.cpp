// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/models_page.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/models/compare_card.h"
#include "ui/pages/models/download_card.h"
#include "ui/pages/models/downloads.h"
#include "ui/pages/models/model_card.h"
#include "ui/pages/models/model_list.h"
#include "ui/pages/models/tokens_card.h"
#include "ui/widgets/dialogs.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

/// What lies in a cache of others or among the samples is not the page's to remove.
bool isRemovable(const ModelInfo& info) {
    return info.origin == ModelOrigin::Downloaded || info.origin == ModelOrigin::Added;
}

}

ModelsPage::ModelsPage(Session& session, QWidget* parent) : Page(session, parent), m_downloads(new Downloads(session, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    build();
    connect(&session, &Session::modelsChanged, this, [this] {
        if (m_open) load();
    });
    connect(&session, &Session::datasetsChanged, this, [this] {
        if (m_open) load();
    });
    connect(m_downloads, &Downloads::changed, this, &ModelsPage::showDownload);
    connect(m_downloads, &Downloads::finished, this, [this](const QString& reference) {
        m_list->setActivity(toStdString(reference), {});
        this->session().announceModelsChanged();
    });
}

void ModelsPage::build() {
    m_root = new QWidget(this);
    layout()->addWidget(m_root);
    auto* layout = new QVBoxLayout(m_root);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(m_root));
    m_banner->setObjectName(QStringLiteral("models.banner"));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_list = new ModelList(m_root));
    connect(m_list, &ModelList::currentChanged, this, &ModelsPage::showCurrent);
    row->addWidget(makeDetails(), 1);
    layout->addLayout(row, 1);
}

void ModelsPage::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(m_root);
    m_header->setTitle(tr("Models"));
    auto* add = quietButton(tr("&Add"), m_root);
    add->setObjectName(QStringLiteral("models.add"));
    addMenu(add);
    m_remove = quietButton(tr("Remo&ve"), m_root);
    m_remove->setObjectName(QStringLiteral("models.remove"));
    m_remove->setToolTip(tr("Deletes a downloaded model; forgets an added one, whose files stay"));
    m_use = primaryButton(tr("Use i&n a run"), m_root);
    m_use->setObjectName(QStringLiteral("models.use"));
    for (QPushButton* button : {add, m_remove, m_use})
        m_header->addAction(button);
    m_remove->setEnabled(false);
    m_use->hide();
    connect(m_remove, &QPushButton::clicked, this, &ModelsPage::removeCurrent);
    connect(m_use, &QPushButton::clicked, this, &ModelsPage::useCurrent);
    layout->addWidget(m_header);
}

void ModelsPage::addMenu(QPushButton* button) {
    auto* menu = new QMenu(button);
    menu->addAction(tr("A &folder…"), this, [this] { addPath(dialogs().openFolder(this, tr("Add a model's folder"))); })
        ->setObjectName(QStringLiteral("models.add.folder"));
    menu->addAction(tr("A .&gguf file…"), this, [this] {
        addPath(dialogs().openFile(this, tr("Add a model file"), tr("GGUF models (*.gguf)")));
    })->setObjectName(QStringLiteral("models.add.file"));
    menu->addAction(tr("A &repository on the hub…"), this, &ModelsPage::addRepository)
        ->setObjectName(QStringLiteral("models.add.repository"));
    button->setMenu(menu);
}

QWidget* ModelsPage::makeDetails() {
    m_details = new QWidget(m_root);
    auto* layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_download = new DownloadCard(*m_downloads, m_details));
    layout->addWidget(m_tokens = new TokensCard(session(), m_details));
    layout->addWidget(m_card = new ModelCard(m_details));
    layout->addWidget(m_compare = new CompareCard(session(), m_details));
    layout->addWidget(m_readme = new ReadmeCard(m_details));
    layout->addStretch(1);
    auto* scroll = new QScrollArea(m_root);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Models"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_details);
    m_details->hide();
    return scroll;
}

void ModelsPage::load() {
    askLatest(
        m_load, this, workspace(), [](Workspace& engine) { return engine.models(); },
        [this](Result<std::vector<ModelInfo>> models) {
            if (models) return take(std::move(*models));
            m_banner->showError(models.error(), tr("Try again"), [this] { load(); });
        });
    askLatest(
        m_loadDatasets, this, workspace(), [](Workspace& engine) { return engine.datasets(); },
        [this](Result<std::vector<DatasetInfo>> datasets) {
            if (datasets) m_compare->setDatasets(std::move(*datasets));
        });
}

void ModelsPage::take(std::vector<ModelInfo> models) {
    const auto installed
        = std::count_if(models.begin(), models.end(), [](const ModelInfo& info) { return info.installed; });
    m_header->setSubtitle(tr("%1 of %Ln model(s) installed; any folder in Hugging Face layout can be added.", nullptr,
                             static_cast<int>(models.size()))
                              .arg(QLocale().toString(qlonglong(installed))));
    // A repository that was only just asked for is in no list of the workspace yet.
    for (const std::string& reference : m_downloads->references()) {
        if (std::any_of(models.begin(), models.end(), [&](const ModelInfo& info) { return info.reference == reference; })) continue;
        ModelInfo asked;
        asked.reference = asked.title = asked.repository = reference;
        models.push_back(std::move(asked));
    }
    m_compare->setModels(models);
    const std::string chosen = m_current.reference;
    m_list->setModels(std::move(models));
    for (const std::string& reference : m_downloads->references())
        showDownload(toQString(reference));
    m_list->select(chosen);
    showCurrent();
}

void ModelsPage::showCurrent() {
    const ModelInfo* current = m_list->current();
    m_details->setVisible(current != nullptr);
    const bool usable = current && current->installed && current->problem.empty();
    m_use->setVisible(usable);
    m_remove->setEnabled(current && isRemovable(*current));
    if (!current) return;
    m_current = *current;
    m_card->setTitle(toQString(m_current.title.empty() ? m_current.reference : m_current.title),
                     toQString(m_current.architecture));
    m_card->setModel(m_current);
    m_readme->setModel(m_current);
    m_download->setModel(m_current);
    m_tokens->setVisible(usable);
    m_tokens->setModel(usable ? m_current : ModelInfo {});
    m_compare->setModel(m_current);
}

void ModelsPage::showDownload(const QString& reference) {
    const Download* download = m_downloads->find(toStdString(reference));
    QString text;
    if (download && download->phase == Download::Phase::Failed)
        text = tr("the download failed");
    else if (download && download->total > 0)
        text = tr("downloading: %1 of %2").arg(byteText(download->done), byteText(download->total));
    else if (download)
        text = tr("downloading …");
    m_list->setActivity(toStdString(reference), text);
}

void ModelsPage::addPath(const QString& path) {
    if (path.isEmpty()) return;
    ask(
        this, workspace(), [path = toStdString(path)](Workspace& engine) { return engine.addModel(path); },
        [this](Result<ModelInfo> info) {
            if (!info) return m_banner->showError(info.error());
            m_banner->clear();
            m_list->showAll();
            m_current = *info;
            session().announceModelsChanged();
        });
}

void ModelsPage::addRepository() {
    const QString name = dialogs().askText(this, tr("Download from the hub"), tr("Repository, as owner/name:"), {}).trimmed();
    if (name.isEmpty()) return;
    const QString text = tr("“%1” is fetched from the hub. Its licence and terms are on its page there; they are yours to heed.").arg(name);
    if (!dialogs().confirm(this, tr("Download the model?"), text, tr("Download"))) return;
    m_list->showAll();
    m_current = {};
    m_current.reference = toStdString(name);
    m_downloads->start(m_current.reference);
    load();
}

void ModelsPage::removeCurrent() {
    const QString title = toQString(m_current.title), folder = toQString(m_current.folder);
    const bool deletes = m_current.origin == ModelOrigin::Downloaded;
    const QString text = deletes ? tr("“%1” is deleted from this computer: %2, %3. It can be downloaded again.").arg(title, folder, byteText(m_current.diskBytes))
                                 : tr("“%1” is taken off the list. Its files stay where they are.").arg(title);
    if (!dialogs().confirm(this, deletes ? tr("Delete the model?") : tr("Remove the model?"), text, deletes ? tr("Delete") : tr("Remove"))) return;
    ask(
        this, workspace(),
        [reference = m_current.reference](Workspace& engine) { return engine.removeModel(reference); },
        [this](Result<RemovedModel> removed) {
            if (!removed) return m_banner->showError(removed.error());
            if (removed->freedBytes > 0) m_banner->showNotice(tr("%1 are free again.").arg(byteText(removed->freedBytes)));
            session().announceModelsChanged();
        });
}

void ModelsPage::useCurrent() {
    Recipe recipe;
    recipe.model = m_current.reference;
    session().useInRun(recipe);
}

void ModelsPage::opened() {
    m_open = true;
    load();
}

void ModelsPage::retranslate() {
    const QString sentence = m_tokens->sentence();
    delete m_root;
    build();
    m_tokens->setSentence(sentence);
    if (m_open) load();
}

}
