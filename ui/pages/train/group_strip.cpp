// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/group_strip.h"

#include "ui/pages/common/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

QString ownOfGroup(const Recipe& recipe) {
    const QLocale locale;
    if (recipe.data.folds > 0)
        return GroupStrip::tr("part %1 of %2 validates").arg(locale.toString(qlonglong(recipe.data.fold)), locale.toString(qlonglong(recipe.data.folds)));
    return GroupStrip::tr("seed %1").arg(locale.toString(qulonglong(recipe.training.seed)));
}

GroupStrip::GroupStrip(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setObjectName(QStringLiteral("train.group"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_now = new QLabel(this));
    m_now->setObjectName(QStringLiteral("train.group.now"));
    row->addStretch(1);
    row->addWidget(m_scores = new QLabel(this));
    m_scores->setObjectName(QStringLiteral("train.group.scores"));
    m_open = small(quietButton(tr("All of its runs"), this));
    m_open->setObjectName(QStringLiteral("train.group.open"));
    row->addWidget(m_open);
    body()->addLayout(row);
    connect(&training(), &TrainingController::stateChanged, this, &GroupStrip::update);
    connect(&training(), &TrainingController::anotherBegan, this, &GroupStrip::update);
    connect(m_open, &QPushButton::clicked, this, [this] { m_session.showRun(training().run()); });
    update();
}

void GroupStrip::update() {
    const bool group = training().kind() == TrainingController::Kind::Group && !training().recipes().empty();
    setVisible(group);
    if (!group) return;
    const QLocale locale;
    const auto& recipes = training().recipes();
    const auto begun = static_cast<std::size_t>(std::max(1, training().begun()));
    const QString all = locale.toString(qulonglong(recipes.size()));
    if (training().isActive())
        m_now->setText(tr("<b>Run %1 of %2</b> · %3").arg(locale.toString(qulonglong(begun)), all, ownOfGroup(recipes[std::min(begun, recipes.size()) - 1])));
    else
        m_now->setText(tr("<b>%1 of %2 runs are over</b>").arg(locale.toString(qulonglong(training().finished().size())), all));
    m_open->setVisible(!training().isActive() && training().run() > 0);
    showScores();
}

void GroupStrip::showScores() {
    std::vector<Metrics> measured;
    for (const RunFinished& run : training().finished())
        if (run.status == "completed" || run.status == "stopped") measured.push_back(run.metrics);
    std::erase_if(measured, [](const Metrics& metrics) { return metrics.empty(); });
    const QString said = meanText(measured);
    m_scores->setText(said.isEmpty() || !training().isActive() ? said : tr("so far: %1").arg(said));
}

}
