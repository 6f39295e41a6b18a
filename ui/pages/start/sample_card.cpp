// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/sample_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/widgets/repolish.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

namespace {

QString iconFor(const Recipe& recipe) {
    if (recipe.task == "tokens") return QStringLiteral("database");
    return recipe.task == "causal-lm" ? QStringLiteral("chart") : QStringLiteral("chat");
}

}

SampleCard::SampleCard(QWidget* parent) :
    Card(parent), m_icon(new IconLabel(QStringLiteral("chat"), Tone::Accent, 18, this)), m_name(boldLabel({}, this)), m_description(mutedLabel({}, this)), m_what(mutedLabel({}, this)),
    m_missing(mutedLabel({}, this)), m_start(primaryButton({}, this)) {
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon);
    m_name->setWordWrap(true);
    head->addWidget(m_name, 1);
    setKind(m_what, "caption");
    m_description->setMinimumHeight(3 * m_description->fontMetrics().lineSpacing());
    m_description->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_start);
    foot->addWidget(m_missing, 1);
    body()->addLayout(head);
    body()->addWidget(m_description, 1);
    body()->addWidget(m_what);
    body()->addLayout(foot);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startRequested(m_id); });
}

void SampleCard::setSample(const SampleExperiment& sample) {
    m_id = toQString(sample.id);
    const QString title = engineText(sample.title);
    m_name->setText(title);
    m_description->setText(engineText(sample.description));
    const auto recipe = recipeFromJson(sample.recipe);
    if (recipe) {
        m_icon->setIcon(iconFor(*recipe));
        const std::string& model = sample.model.empty() ? recipe->model : sample.model;
        const CatalogueEntry* known = catalogueEntry(model);
        m_what->setText(QStringLiteral("%1 · %2").arg(known ? toQString(known->title) : modelShort(model), strategyTitle(recipe->strategy.kind)));
    }
    m_start->setText(tr("Start"));
    m_start->setAccessibleName(tr("Start: %1").arg(title));
    m_start->setObjectName(QStringLiteral("start.sample.") + m_id);
    m_start->setEnabled(sample.available);
    m_missing->setText(sample.available ? QString() : tr("Not on this machine yet: ./run.sh --build-only fetches it."));
    m_missing->setToolTip(toQString(sample.missing));
    setAccessibleName(title);
}

}
