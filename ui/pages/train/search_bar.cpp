// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_bar.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/field.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/search_rows.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr double kMostTrials = 1000, kUsualTrials = 6, kMostRounds = 6;
constexpr int kMostAxes = 6;

}

SearchBar::SearchBar(QWidget* parent) : Card(parent) {
    setObjectName(QStringLiteral("train.search"));
    setTitle(tr("Find good settings"), tr("trains combinations of them and says which does best on the validation data"));
    m_axes = new QVBoxLayout;
    m_axes->setSpacing(8);
    body()->addLayout(m_axes);
    m_add = small(quietButton(tr("Add a setting"), this));
    m_add->setObjectName(QStringLiteral("train.search.add"));
    body()->addWidget(m_add, 0, Qt::AlignLeading);
    addLimits();
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_state = mutedLabel({}, this), 1);
    m_state->setObjectName(QStringLiteral("train.search.state"));
    m_close = quietButton(tr("Cancel"), this);
    m_close->setObjectName(QStringLiteral("train.search.close"));
    m_start = primaryButton(tr("St&art search"), this);
    m_start->setObjectName(QStringLiteral("train.search.start"));
    row->addWidget(m_close);
    row->addWidget(m_start);
    body()->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addAxis();
        m_rows.back()->focusValues();
        update();
    });
    connect(m_start, &QPushButton::clicked, this, &SearchBar::startRequested);
    connect(m_close, &QPushButton::clicked, this, &SearchBar::closed);
    addAxis();
}

void SearchBar::addLimits() {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    const auto number = [&](const QString& title, const char* name, double value, double least, double most) {
        auto* edit = new NumberEdit(NumberKind::Count, this);
        edit->setObjectName(QLatin1String(name));
        edit->setBounds(least, most);
        edit->setNumber(value);
        connect(edit, &NumberEdit::numberChanged, this, &SearchBar::update);
        auto* field = new Field(title, edit, this);
        row->addWidget(field, 1);
        return std::pair(edit, field);
    };
    std::tie(m_trials, m_trialsField) = number(tr("Combinations"), "train.search.trials", kUsualTrials, 0, kMostTrials);
    m_trialsField->setHint(tr("drawn at random; 0: all of a grid"));
    std::tie(m_rounds, m_roundsField) = number(tr("Rounds"), "train.search.rounds", 2, 1, kMostRounds);
    m_roundsField->setHint(tr("1: each is trained to the end"));
    m_keep = new QComboBox(this);
    m_keep->setObjectName(QStringLiteral("train.search.keep"));
    for (const int part : {2, 3, 4})
        m_keep->addItem(tr("the best of every %1").arg(part), part);
    m_keep->setCurrentIndex(1);
    row->addWidget(m_keepField = new Field(tr("Goes on to the next round"), m_keep, this), 1);
    m_keepField->setHint(tr("trained that many times longer; the rest is cut"));
    body()->addLayout(row);
    connect(m_keep, &QComboBox::activated, this, &SearchBar::update);
}

void SearchBar::addAxis() {
    const auto fields = searchFields(m_recipe);
    const auto taken = [this](const SearchField& field) {
        return std::any_of(m_rows.begin(), m_rows.end(), [&](const SearchAxisRow* row) { return row->chosen() == toQString(field.path); });
    };
    const auto free = std::find_if_not(fields.begin(), fields.end(), taken);
    auto* row = new SearchAxisRow(++m_made, fields, free == fields.end() ? std::string() : free->path, this);
    m_rows.push_back(row);
    m_axes->addWidget(row);
    connect(row, &SearchAxisRow::changed, this, &SearchBar::update);
    connect(row, &SearchAxisRow::removeRequested, this, [this, row] { removeAxis(row); });
}

void SearchBar::removeAxis(SearchAxisRow* row) {
    std::erase(m_rows, row);
    row->deleteLater();
    m_add->setFocus();
    update();
}

void SearchBar::setRecipe(const Recipe& recipe, double runSeconds) {
    const bool other = recipe.strategy.kind != m_recipe.strategy.kind;
    m_recipe = recipe;
    m_runSeconds = runSeconds;
    if (other)
        for (SearchAxisRow* row : m_rows) row->setFields(searchFields(recipe));
    if (isVisible()) update();
}

void SearchBar::focusFirst() {
    if (m_rows.empty()) m_add->setFocus();
    else m_rows.front()->focusValues();
}

void SearchBar::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    update();
}

std::optional<SearchPlan> SearchBar::plan() {
    SearchPlan plan {.recipe = m_recipe, .axes = {}, .seed = m_recipe.training.seed};
    bool good = true;
    for (SearchAxisRow* row : m_rows) {
        if (auto axis = row->axis()) plan.axes.push_back(std::move(*axis));
        else good = false;
    }
    const auto whole = [&good](const NumberEdit* edit, Field* field, double least, double most) {
        const auto value = edit->number();
        const bool fits = value && *value >= least && *value <= most;
        field->setProblem(fits ? QString() : SearchBar::tr("from %1 to %2").arg(numberText(least, NumberKind::Count), numberText(most, NumberKind::Count)));
        good = good && fits;
        return fits ? static_cast<std::int64_t>(*value) : 1;
    };
    plan.trials = whole(m_trials, m_trialsField, 0, kMostTrials);
    plan.rounds = whole(m_rounds, m_roundsField, 1, kMostRounds);
    plan.keep = 1.0 / m_keep->currentData().toInt();
    m_keepField->setEnabled(plan.rounds > 1);
    if (!good) return std::nullopt;
    return plan;
}

QString SearchBar::check(const SearchPlan& plan) {
    m_good = false;
    for (std::size_t i = 0; i < plan.axes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (plan.axes[i].field == plan.axes[j].field) return tr("%1 is there twice.").arg(searchFieldTitle(plan.axes[i].field));
    const auto combinations = capture([&] { return searchCombinations(plan); });
    if (!combinations) return engineText(combinations.error().message);
    for (const SearchValues& values : *combinations) {
        const auto recipe = withValues(plan.recipe, values);
        if (!recipe) return tr("%1: %2").arg(searchValuesText(values), toQString(recipe.error().message));
        const auto findings = validate(*recipe);
        if (!findings.empty()) return tr("%1: %2").arg(searchValuesText(values), engineText(findings.front().message));
    }
    m_good = true;
    const SearchOutline outline = outlineOf(plan, static_cast<std::int64_t>(combinations->size()));
    const QLocale locale;
    QString said = tr("%Ln combination(s)", nullptr, static_cast<int>(outline.combinations)) + QStringLiteral(" · ")
        + tr("%Ln run(s)", nullptr, static_cast<int>(outline.runs)) + QStringLiteral(" · ")
        + tr("as much training as %1 whole runs").arg(locale.toString(outline.fullRuns, 'f', outline.fullRuns < 10 ? 1 : 0));
    if (m_runSeconds > 0) said += QStringLiteral(" · ") + tr("about %1").arg(durationText(outline.fullRuns * m_runSeconds));
    return said;
}

void SearchBar::update() {
    m_add->setEnabled(int(m_rows.size()) < kMostAxes);
    const auto asked = plan();
    m_good = false;
    if (m_rows.empty()) m_state->setText(tr("Add a setting that is to be varied."));
    else if (!asked) m_state->setText(tr("Something above can't be read."));
    else m_state->setText(check(*asked));
    m_start->setEnabled(m_good && asked);
}

}
