// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/repeat_fields.h"

#include "ui/pages/common/field.h"
#include "ui/pages/common/number_edit.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace espalier {

namespace {

constexpr double kUsualSeeds = 3, kUsualFolds = 5, kLeast = 2, kMost = 100;

}

std::vector<Recipe> repeatedRecipes(const Recipe& recipe, const Repeats& repeats) {
    if (repeats.kind == Repeats::Kind::Once) return {recipe};
    if (repeats.kind == Repeats::Kind::Folds) {
        Recipe whole = recipe;
        whole.data.split.clear();
        whole.data.validation.clear();
        whole.data.test.clear();
        return recipesOfFolds(whole, repeats.count);
    }
    std::vector<std::uint64_t> seeds;
    for (std::int64_t i = 0; i < repeats.count; ++i)
        seeds.push_back(static_cast<std::uint64_t>(recipe.training.seed) + static_cast<std::uint64_t>(i));
    return recipesOfSeeds(recipe, seeds);
}

RepeatFields::RepeatFields(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("train.repeat"));
    m_kind->addItem(tr("once"), int(Repeats::Kind::Once));
    m_kind->addItem(tr("with several seeds"), int(Repeats::Kind::Seeds));
    m_kind->addItem(tr("as a cross-validation"), int(Repeats::Kind::Folds));
    row->addWidget(m_kindField = new Field(tr("Run it"), m_kind, this), 1);
    m_count = new NumberEdit(NumberKind::Count, this);
    m_count->setObjectName(QStringLiteral("train.repeat.count"));
    m_count->setBounds(kLeast, kMost);
    row->addWidget(m_countField = new Field(tr("How often"), m_count, this), 1);
    m_count->setNumber(kUsualSeeds);
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_count->setNumber(kind() == Repeats::Kind::Folds ? kUsualFolds : kUsualSeeds);
        update();
        Q_EMIT changed();
    });
    connect(m_count, &NumberEdit::numberChanged, this, [this] {
        update();
        Q_EMIT changed();
    });
    update();
}

Repeats::Kind RepeatFields::kind() const {
    return Repeats::Kind(m_kind->currentData().toInt());
}

bool RepeatFields::readable() const {
    const auto count = m_count->number();
    return kind() == Repeats::Kind::Once || (count && *count >= kLeast && *count <= kMost);
}

Repeats RepeatFields::repeats() const {
    if (kind() == Repeats::Kind::Once || !readable()) return {};
    return {kind(), static_cast<std::int64_t>(*m_count->number())};
}

void RepeatFields::setRepeats(const Repeats& repeats) {
    m_kind->setCurrentIndex(m_kind->findData(int(repeats.kind)));
    m_count->setNumber(repeats.kind == Repeats::Kind::Once ? kUsualSeeds : static_cast<double>(repeats.count));
    update();
}

void RepeatFields::update() {
    m_countField->setEnabled(kind() != Repeats::Kind::Once);
    m_countField->setProblem(readable() ? QString() : tr("2 to 100"));
    m_kindField->setHint(kind() == Repeats::Kind::Once    ? tr("several runs as one item tell chance from gain")
                             : kind() == Repeats::Kind::Seeds ? tr("ends with the mean and its 95 % interval")
                                                              : tr("each part validates once; ends with mean and 95 % interval"));
    m_countField->setHint(kind() == Repeats::Kind::Folds ? tr("parts") : tr("seeds, from the one above on"));
}

}
