// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/models_page.h"

#include "ui/bridge/strings.h"
#include "ui/item_models/model_list_model.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/models/model_card.h"
#include "ui/pages/models/model_delegate.h"
#include "ui/pages/models/tokens_card.h"
#include "ui/widgets/dialogs.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

ModelsPage::ModelsPage(Session& session, QWidget* parent) : Page(session, parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    build();
    connect(&session, &Session::modelsChanged, this, [this] {
        if (m_open) load();
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
    row->addWidget(makeList());
    row->addWidget(makeDetails(), 1);
    layout->addLayout(row, 1);
}

void ModelsPage::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(m_root);
    m_header->setTitle(tr("Models"));
    auto* add = quietButton(tr("&Add a folder…"), m_root);
    add->setObjectName(QStringLiteral("models.add"));
    m_remove = quietButton(tr("Remo&ve"), m_root);
    m_remove->setObjectName(QStringLiteral("models.remove"));
    m_remove->setToolTip(tr("Forgets an added folder; its files stay"));
    m_use = primaryButton(tr("Use i&n a run"), m_root);
    m_use->setObjectName(QStringLiteral("models.use"));
    for (QPushButton* button : {add, m_remove, m_use})
        m_header->addAction(button);
    m_remove->setEnabled(false);
    m_use->setEnabled(false);
    connect(add, &QPushButton::clicked, this, &ModelsPage::addFolder);
    connect(m_remove, &QPushButton::clicked, this, &ModelsPage::removeCurrent);
    connect(m_use, &QPushButton::clicked, this, &ModelsPage::useCurrent);
    layout->addWidget(m_header);
}

QWidget* ModelsPage::makeList() {
    auto* card = new Card(m_root);
    card->setFixedWidth(300);
    m_filter = new QLineEdit(card);
    m_filter->setObjectName(QStringLiteral("models.filter"));
    m_filter->setPlaceholderText(tr("Filter: name, family, language…"));
    m_filter->setAccessibleName(tr("Filter models"));
    m_filter->setClearButtonEnabled(true);
    card->body()->addWidget(m_filter);
    m_model = new ModelListModel(m_root);
    m_proxy = new QSortFilterProxyModel(m_root);
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(SortRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QListView(card);
    m_list->setObjectName(QStringLiteral("models.list"));
    m_list->setAccessibleName(tr("Models"));
    m_list->setModel(m_proxy);
    m_list->setItemDelegate(new ModelDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    card->body()->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelsPage::showCurrent);
    return card;
}

QWidget* ModelsPage::makeDetails() {
    m_details = new QWidget(m_root);
    auto* layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_tokens = new TokensCard(session(), m_details));
    layout->addWidget(m_card = new ModelCard(m_details));
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
}

void ModelsPage::take(std::vector<ModelInfo> models) {
    const auto installed
        = std::count_if(models.begin(), models.end(), [](const ModelInfo& info) { return info.installed; });
    m_header->setSubtitle(tr("%1 of %Ln model(s) installed; any folder in Hugging Face layout can be added.", nullptr,
                             static_cast<int>(models.size()))
                              .arg(installed));
    const std::string chosen = m_current.reference;
    m_model->setModels(std::move(models));
    select(chosen);
}

void ModelsPage::select(const std::string& reference) {
    const int row = std::max(0, m_model->find(reference));
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(row));
    m_list->setCurrentIndex(index.isValid() ? index : m_proxy->index(0, 0));
    showCurrent();
}

void ModelsPage::showCurrent() {
    const QModelIndex index = m_proxy->mapToSource(m_list->currentIndex());
    m_details->setVisible(index.isValid());
    if (!index.isValid()) return;
    m_current = m_model->at(index.row());
    const bool usable = m_current.installed && m_current.supported && m_current.problem.empty();
    m_use->setEnabled(usable);
    m_remove->setEnabled(m_current.installed);
    m_card->setTitle(toQString(m_current.title.empty() ? m_current.reference : m_current.title),
                     toQString(m_current.architecture));
    m_card->setModel(m_current);
    m_tokens->setVisible(usable);
    m_tokens->setModel(usable ? m_current : ModelInfo {});
}

void ModelsPage::addFolder() {
    const QString folder = dialogs().openFolder(this, tr("Add a model's folder"));
    if (folder.isEmpty()) return;
    ask(
        this, workspace(), [path = toStdString(folder)](Workspace& engine) { return engine.addModel(path); },
        [this](Result<ModelInfo> info) {
            if (!info) return m_banner->showError(info.error(), tr("Choose another folder"), [this] { addFolder(); });
            m_banner->clear();
            m_filter->clear();
            m_current = *info;
            session().announceModelsChanged();
            load();
        });
}

void ModelsPage::removeCurrent() {
    const QString text
        = tr("“%1” is taken off the list. Its files stay where they are.").arg(toQString(m_current.title));
    if (!dialogs().confirm(this, tr("Remove the model?"), text, tr("Remove"))) return;
    ask(
        this, workspace(),
        [reference = m_current.reference](Workspace& engine) { return engine.removeModel(reference); },
        [this](Status status) {
            if (!status) return m_banner->showError(status.error());
            m_current = {};
            session().announceModelsChanged();
            load();
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
