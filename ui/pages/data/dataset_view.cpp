// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_view.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"
#include "ui/pages/data/bad_lines_dialog.h"
#include "ui/pages/data/findings_card.h"
#include "ui/pages/data/lengths_card.h"
#include "ui/pages/data/rows_card.h"
#include "ui/pages/data/split_dialog.h"
#include "ui/plots/histogram.h"
#include "ui/widgets/dialogs.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier {

DatasetView::DatasetView(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    addHeader(layout);
    layout->addWidget(m_banner = new MessageBanner(this));
    m_banner->setObjectName(QStringLiteral("data.banner"));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_rows = new RowsCard(session, this), 3);
    row->addWidget(makeSide(), 2);
    layout->addLayout(row, 1);
    connectParts();
}

void DatasetView::addHeader(QVBoxLayout* layout) {
    m_header = new PageHeader(this);
    const auto button = [this](QPushButton* made, const char* name) {
        made->setObjectName(QLatin1String(name));
        m_header->addAction(made);
        return made;
    };
    m_back = button(quietButton(tr("&All datasets"), this), "data.back");
    m_undo = button(quietButton(tr("&Undo"), this), "data.undo");
    m_split = button(quietButton(tr("Sp&lit…"), this), "data.split");
    m_more = button(quietButton(tr("M&ore"), this), "data.more");
    m_use = button(primaryButton(tr("Use i&n a run"), this), "data.use");
    auto* menu = new QMenu(m_more);
    menu->addAction(tr("&Export…"), this, &DatasetView::exportRows)->setObjectName(QStringLiteral("data.export"));
    menu->addAction(tr("&Delete…"), this, &DatasetView::remove)->setObjectName(QStringLiteral("data.delete"));
    m_more->setMenu(menu);
    connect(m_back, &QPushButton::clicked, this, &DatasetView::backRequested);
    connect(m_undo, &QPushButton::clicked, this, &DatasetView::undo);
    connect(m_split, &QPushButton::clicked, this, &DatasetView::split);
    connect(m_use, &QPushButton::clicked, this, &DatasetView::useInRun);
    layout->addWidget(m_header);
}

QWidget* DatasetView::makeSide() {
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_findings = new FindingsCard(side));
    m_balanceCard = new Card(side);
    m_balanceCard->setTitle(tr("Labels"));
    m_balanceCard->body()->addWidget(m_balance = new LabelBalance(m_balanceCard));
    m_balance->setAccessibleName(tr("Rows a label"));
    layout->addWidget(m_balanceCard);
    layout->addWidget(m_lengths = new LengthsCard(m_session, side), 1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Findings"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(side);
    return scroll;
}

void DatasetView::connectParts() {
    connect(m_rows, &RowsCard::failed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(m_rows, &RowsCard::badLinesRequested, this, &DatasetView::showBadLines);
    connect(m_findings, &FindingsCard::fixRequested, this, &DatasetView::fix);
    connect(m_findings, &FindingsCard::showRequested, this,
            [this](const DataFinding& finding) { m_rows->showOnly(finding.rows, engineText(finding.message)); });
    connect(m_findings, &FindingsCard::maxLengthRequested, m_lengths, &LengthsCard::setMaxLength);
    connect(m_lengths, &LengthsCard::measured, m_findings, &FindingsCard::setTruncation);
}

void DatasetView::open(const std::string& name) {
    if (name != m_info.record.name) {
        m_info = {};
        m_info.record.name = name;
        m_banner->clear();
        m_header->setTitle(toQString(name));
        m_header->setSubtitle({});
    }
    reload();
}

void DatasetView::reload() {
    askLatest(
        m_load, this, m_session.workspace(),
        [name = m_info.record.name](Workspace& workspace) { return workspace.dataset(name); },
        [this](Result<DatasetInfo> info) {
            if (info) return show(*info);
            m_banner->showError(info.error(), tr("All datasets"), [this] { Q_EMIT backRequested(); });
        });
    askLatest(
        m_models, this, m_session.workspace(), [](Workspace& workspace) { return workspace.models(); },
        [this](Result<std::vector<ModelInfo>> models) {
            if (models) m_lengths->setModels(*models);
        });
}

void DatasetView::show(const DatasetInfo& info) {
    m_info = info;
    const DatasetRecord& record = info.record;
    m_header->setTitle(toQString(record.name));
    QStringList about {tr("%Ln row(s)", nullptr, static_cast<int>(record.rows)), toQString(record.encoding),
                       toQString(record.format).toUpper()};
    const bool entities = record.task == "tokens";
    m_balanceCard->setTitle(entities ? tr("Entities") : record.task == "qa" ? tr("Questions") : tr("Labels"));
    m_balance->setAccessibleName(entities ? tr("Entities a type") : tr("Rows a label"));
    about << (info.labels.empty() || record.task == "qa" ? taskTitle(record.task)
                  : entities ? tr("%Ln type(s) of entity", nullptr, static_cast<int>(info.labels.size()))
                                  : tr("%1 with %Ln label(s)", nullptr, static_cast<int>(info.labels.size()))
                                        .arg(taskTitle(record.task)));
    if (info.train + info.validation + info.test > 0)
        about << tr("split %1 / %2 / %3").arg(info.train).arg(info.validation).arg(info.test);
    about.removeAll(QString());
    m_header->setSubtitle(about.join(QStringLiteral(" · ")));
    m_undo->setEnabled(!info.undoText.empty());
    m_undo->setToolTip(info.undoText.empty() ? tr("Nothing to undo") : tr("Undo: %1").arg(engineText(info.undoText)));
    m_rows->setDataset(info);
    std::vector<std::pair<QString, std::int64_t>> counts;
    for (const LabelCount& label : info.labels)
        counts.emplace_back(record.task == "qa" ? engineText(label.label) : toQString(label.label), label.count);
    m_balance->setCounts(counts);
    m_balanceCard->setVisible(!counts.empty());
    m_lengths->setDataset(record.name);
    check();
}

void DatasetView::check() {
    m_findings->showChecking();
    askLatest(
        m_check, this, m_session.workspace(),
        [name = m_info.record.name](Workspace& workspace) { return workspace.check(name); },
        [this](Result<std::vector<DataFinding>> findings) {
            if (!findings) return m_banner->showError(findings.error());
            m_findings->setFindings(*findings);
            m_rows->setFindings(*findings);
        });
}

void DatasetView::changed(const DatasetInfo& info) {
    m_banner->clear();
    m_rows->showOnly({}, {});
    show(info);
    m_session.announceDatasetsChanged();
}

template <typename Change>
void DatasetView::change(Change work, bool offerUndo) {
    ask(this, m_session.workspace(), std::move(work), [this, offerUndo](Result<DatasetInfo> info) {
        if (!info) return m_banner->showError(info.error());
        changed(*info);
        if (offerUndo) m_banner->showNotice(engineText(m_info.undoText), tr("Undo"), [this] { undo(); });
    });
}

void DatasetView::fix(FindingKind kind) {
    change([name = name(), kind](Workspace& workspace) { return workspace.fix(name, kind); }, true);
}

void DatasetView::undo() {
    change([name = name()](Workspace& workspace) { return workspace.undo(name); }, false);
}

void DatasetView::split() {
    auto* dialog = new SplitDialog(m_info.record.rows, !m_info.labels.empty() && m_info.record.task == "classification", this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        change([name = name(),
                options = dialog->options()](Workspace& workspace) { return workspace.split(name, options); },
               true);
    });
    dialog->open();
}

void DatasetView::exportRows() {
    QString kinds = tr("Tables (*.csv);;JSON lines (*.jsonl)");
    if (m_info.record.task == "tokens") kinds += QStringLiteral(";;CoNLL (*.conll)");
    const QString file = dialogs().saveFile(this, tr("Export the rows"), toQString(name()) + QStringLiteral(".csv"), kinds);
    if (file.isEmpty()) return;
    ask(
        this, m_session.workspace(),
        [name = name(), path = toStdString(file)](Workspace& workspace) { return workspace.exportDataset(name, path); },
        [this, file](Status status) {
            if (status)
                m_banner->showNotice(tr("Written to %1").arg(file));
            else
                m_banner->showError(status.error());
        });
}

void DatasetView::remove() {
    const QString text = tr("“%1” with %Ln row(s) is removed from this workspace. The file it came from stays; runs "
                            "that used it keep their results.",
                            nullptr, static_cast<int>(m_info.record.rows))
                             .arg(toQString(name()));
    if (!dialogs().confirm(this, tr("Delete the dataset?"), text, tr("Delete"))) return;
    ask(
        this, m_session.workspace(), [name = name()](Workspace& workspace) { return workspace.removeDataset(name); },
        [this](Status status) {
            if (!status) return m_banner->showError(status.error());
            m_info = {};
            Q_EMIT backRequested();
            m_session.announceDatasetsChanged();
        });
}

void DatasetView::showBadLines() {
    auto* dialog = new BadLinesDialog(m_info.record.badLines, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DatasetView::useInRun() {
    Recipe recipe;
    recipe.data.train = name();
    recipe.data.textColumn = m_info.record.mapping.text;
    recipe.data.pairColumn = m_info.record.mapping.pair;
    recipe.data.labelColumn = m_info.record.mapping.label;
    recipe.task = m_info.record.task;
    recipe.training.earlyStoppingMetric = standardMetric(recipe.task);
    recipe.model = m_lengths->model();
    recipe.training.maxLength = m_lengths->maxLength();
    m_session.useInRun(recipe);
}

void DatasetView::themeChanged() {
    m_lengths->retheme();
    m_rows->update();
}

}
