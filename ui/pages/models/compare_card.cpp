// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models/compare_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

bool isUsable(const ModelInfo& info) {
    return info.installed && info.supported && info.problem.empty();
}

/// One epoch of the default run on the dataset.
Recipe epochOf(const ModelInfo& info, const DatasetRecord& record) {
    Recipe recipe;
    recipe.model = info.reference;
    recipe.data.train = record.name;
    recipe.data.textColumn = record.mapping.text;
    recipe.data.pairColumn = record.mapping.pair;
    recipe.data.labelColumn = record.mapping.label;
    recipe.task = record.task.empty() ? "classification" : record.task;
    recipe.training.epochs = 1;
    return recipe;
}

}

CompareCard::CompareCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setObjectName(QStringLiteral("models.compare"));
    setTitle(tr("Side by side"), tr("two models, on texts of yours"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_with = addCombo(row, "models.compare.with", tr("Other model"));
    m_data = addCombo(row, "models.compare.data", tr("Dataset to compare on"));
    m_measure = quietButton(tr("Measure &here"), this);
    m_measure->setObjectName(QStringLiteral("models.compare.measure"));
    m_measure->setToolTip(tr("A few steps of training with each, to tell memory and time on this computer"));
    row->addWidget(m_measure);
    body()->addLayout(row);
    body()->addWidget(m_hint = mutedLabel({}, this));
    makeTable();
    connect(m_with, &QComboBox::activated, this, &CompareCard::choose);
    connect(m_data, &QComboBox::activated, this, &CompareCard::choose);
    connect(m_measure, &QPushButton::clicked, this, [this] { m_measuring < 0 ? measure() : stopMeasuring(); });
    choose();
}

QComboBox* CompareCard::addCombo(QHBoxLayout* row, const char* name, const QString& label) {
    auto* combo = new QComboBox(this);
    combo->setObjectName(QLatin1String(name));
    combo->setAccessibleName(label);
    combo->setToolTip(label);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(12);
    row->addWidget(combo, 1);
    return combo;
}

void CompareCard::makeTable() {
    m_table = new QWidget(this);
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 4, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    const QStringList names {{},           tr("Parameters"), tr("Layers × width"), tr("Vocabulary"), tr("Longest text"),
                             tr("Size"),   tr("Licence"),    tr("Languages"),      tr("Good for"),   tr("Tokens a text"),
                             tr("Unknown tokens"), tr("Memory to train"), tr("An epoch here")};
    for (int row = 0; row < Rows; ++row) {
        auto* name = mutedLabel(names[row], m_table);
        name->setWordWrap(false);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        for (int side = 0; side < 2; ++side) {
            QLabel*& cell = m_cells[std::size_t(row)][std::size_t(side)];
            cell = row == Title ? boldLabel({}, m_table) : new QLabel(m_table);
            cell->setTextFormat(Qt::PlainText);
            cell->setWordWrap(true);
            cell->setObjectName(QStringLiteral("models.compare.%1.%2").arg(row).arg(side));
            m_grid->addWidget(cell, row, side + 1, Qt::AlignTop);
        }
    }
    body()->addWidget(m_table);
}

void CompareCard::setModels(const std::vector<ModelInfo>& models) {
    const QString before = m_with->currentData().toString();
    m_models = models;
    const QSignalBlocker quiet(m_with);
    m_with->clear();
    m_with->addItem(tr("Choose another model…"), QString());
    for (const ModelInfo& info : m_models)
        if (info.problem.empty())
            m_with->addItem(info.installed ? toQString(info.title) : tr("%1 (not installed)").arg(toQString(info.title)),
                            toQString(info.reference));
    m_with->setCurrentIndex(std::max(0, m_with->findData(before)));
    choose();
}

void CompareCard::setDatasets(std::vector<DatasetInfo> datasets) {
    const QString before = m_data->currentData().toString();
    m_datasets = std::move(datasets);
    m_data->clear();
    for (const DatasetInfo& info : m_datasets)
        m_data->addItem(toQString(info.record.name), toQString(info.record.name));
    m_data->setCurrentIndex(std::max(m_data->count() > 0 ? 0 : -1, m_data->findData(before)));
    m_data->setVisible(m_data->count() > 0);
    m_measured.clear(); // a dataset of the same name may be another one
    choose();
}

void CompareCard::setModel(const ModelInfo& info) {
    m_left = info;
    choose();
}

const ModelInfo* CompareCard::model(int side) const {
    if (side == 0) return &m_left;
    const std::string reference = toStdString(m_with->currentData().toString());
    const auto found = std::find_if(m_models.begin(), m_models.end(), [&](const ModelInfo& info) { return info.reference == reference; });
    return reference.empty() || found == m_models.end() ? nullptr : &*found;
}

const DatasetInfo* CompareCard::dataset() const {
    const int index = m_data->currentIndex();
    return index < 0 || index >= int(m_datasets.size()) ? nullptr : &m_datasets[std::size_t(index)];
}

CompareCard::Key CompareCard::key(int side) const {
    return {model(side)->reference, dataset() ? dataset()->record.name : std::string()};
}

void CompareCard::choose() {
    stopMeasuring();
    const bool both = model(1) && !m_left.reference.empty();
    m_table->setVisible(both);
    m_measure->setVisible(both && dataset() && (isUsable(*model(0)) || isUsable(*model(1))));
    m_hint->setText(m_datasets.empty() && both ? tr("Import a dataset on the Data page to see tokens, memory and time on your own texts.") : QString());
    m_hint->setVisible(!m_hint->text().isEmpty());
    if (!both) return;
    for (int side = 0; side < 2; ++side) {
        fill(side);
        count(side);
    }
}

void CompareCard::setCell(Row row, int side, const QString& text, const QString& tip) {
    QLabel* cell = m_cells[row][std::size_t(side)];
    cell->setText(text.isEmpty() ? QStringLiteral("—") : text);
    cell->setToolTip(tip);
}

void CompareCard::fill(int side) {
    const ModelInfo& info = *model(side);
    const QLocale locale;
    const auto number = [&](std::int64_t value) { return value > 0 ? locale.toString(qlonglong(value)) : QString(); };
    setCell(Title, side, toQString(info.title));
    setCell(Parameters, side, info.parameters > 0 ? shortCount(info.parameters) : QString());
    setCell(Shape, side, info.layers > 0 ? tr("%1 × %2").arg(number(info.layers), number(info.hiddenSize)) : QString());
    setCell(Vocabulary, side, number(info.vocabulary));
    setCell(Longest, side, info.maxPositions > 0 ? tr("%1 tokens").arg(number(info.maxPositions)) : tr("no limit of its own"));
    setCell(Size, side, info.diskBytes > 0 ? byteText(info.diskBytes) : QString());
    setCell(Licence, side, engineText(info.licence));
    setCell(Languages, side, engineText(info.languages));
    setCell(GoodFor, side, engineText(info.goodFor));
    const auto found = m_measured.find(key(side));
    const Measured measured = found == m_measured.end() ? Measured {} : found->second;
    const QString pending = !isUsable(info) ? tr("once it is installed") : QString();
    setCell(Tokens, side, measured.lengths ? tr("%1 on average, 99th %2").arg(locale.toString(measured.lengths->mean, 'f', 1), number(measured.lengths->percentile99)) : pending);
    setCell(Unknown, side, measured.lengths ? percentText(measured.lengths->unknownShare, 2) : pending);
    const QString cost = m_measuring == side ? tr("measuring …") : pending;
    setCell(Memory, side, measured.cost ? byteText(measured.cost->totalBytes()) : cost, measured.problem);
    setCell(Epoch, side, measured.cost ? durationText(measured.cost->secondsTotal) : measured.problem.isEmpty() ? cost : measured.problem, measured.problem);
}

void CompareCard::count(int side) {
    const auto known = m_measured.find(key(side));
    if (!dataset() || !isUsable(*model(side)) || (known != m_measured.end() && known->second.lengths)) return;
    askLatest(
        m_counting[std::size_t(side)], this, m_session.workspace(),
        [name = dataset()->record.name, reference = model(side)->reference](Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
            return workspace.tokenLengths(name, reference, 0, token);
        },
        [this, side, asked = key(side)](Result<LengthStatistics> lengths) {
            if (lengths) m_measured[asked].lengths = std::move(*lengths);
            if (model(side) && key(side) == asked) fill(side);
        });
}

void CompareCard::measure() { measureSide(0); }

/// One after the other: two at once would slow each other down.
void CompareCard::measureSide(int side) {
    while (side < 2 && (!isUsable(*model(side)) || m_measured[key(side)].cost)) ++side;
    m_measuring = side < 2 ? side : -1;
    m_measure->setText(m_measuring < 0 ? tr("Measure &here") : tr("St&op"));
    if (m_measuring < 0) return;
    m_measured[key(side)].problem.clear();
    fill(side);
    askLatest(
        m_cost, this, m_session.workspace(),
        [recipe = epochOf(*model(side), dataset()->record)](Workspace& workspace, const CancellationToken& token, const ProgressSink&) {
            return workspace.estimate(recipe, token);
        },
        [this, side, asked = key(side)](Result<Estimate> estimate) {
            if (estimate) m_measured[asked].cost = *estimate;
            else m_measured[asked].problem = toQString(describe(estimate.error()));
            m_measuring = -1;
            fill(side);
            measureSide(side + 1);
        });
}

void CompareCard::stopMeasuring() {
    if (m_measuring < 0) return;
    m_cost.cancel();
    m_measuring = -1;
    m_measure->setText(tr("Measure &here"));
    for (int side = 0; side < 2; ++side)
        if (model(side)) fill(side);
}

}
