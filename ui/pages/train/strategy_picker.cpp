// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/strategy_picker.h"

#include "ui/bridge/strings.h"
#include "ui/pages/train/strategy_card.h"

#include <QGridLayout>
#include <QLocale>

namespace espalier {

namespace {

constexpr int kColumns = 6; ///< narrow enough for a window of 1280 pixels

}

StrategyPicker::StrategyPicker(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Strategy"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (const StrategyInfo& info : strategyInfos()) {
        auto* card = new StrategyCard(info, this);
        card->setObjectName(QStringLiteral("train.strategy.") + toQString(info.kind));
        connect(card, &QAbstractButton::clicked, this, [this] { m_racing ? Q_EMIT tickedChanged() : Q_EMIT strategyChosen(); });
        connect(card, &StrategyCard::lookedAt, this, [this, card] { Q_EMIT lookedAt(card->kind()); });
        const int place = static_cast<int>(m_cards.size());
        layout->addWidget(card, place / kColumns, place % kColumns);
        m_cards.push_back(card);
    }
    for (int column = 0; column < kColumns; ++column)
        layout->setColumnStretch(column, 1);
    if (!m_cards.empty()) m_cards.front()->setChecked(true);
}

void StrategyPicker::setRacing(bool racing) {
    if (racing == m_racing) return;
    if (racing) m_chosen = strategy();
    m_racing = racing;
    for (StrategyCard* card : m_cards) {
        card->setRacing(racing);
        if (!racing) card->setChecked(card->kind() == m_chosen);
    }
}

std::vector<std::string> StrategyPicker::ticked() const {
    std::vector<std::string> kinds;
    for (const StrategyCard* card : m_cards)
        if (card->isChecked()) kinds.push_back(card->kind());
    return kinds;
}

std::string StrategyPicker::strategy() const {
    if (m_racing) return m_chosen;
    for (const StrategyCard* card : m_cards)
        if (card->isChecked()) return card->kind();
    return {};
}

void StrategyPicker::setStrategy(const std::string& kind) {
    m_chosen = kind;
    if (m_racing) return;
    for (StrategyCard* card : m_cards)
        if (card->kind() == kind) card->setChecked(true);
}

void StrategyPicker::setStage(std::int64_t layers, double stageShare) {
    for (StrategyCard* card : m_cards)
        card->diagram()->setStarts(layerStarts(card->kind(), layers, stageShare));
}

void StrategyPicker::setShape(std::int64_t layers, const Recipe::Strategy& chosen) {
    for (StrategyCard* card : m_cards) {
        const StrategyInfo& info = *findStrategyInfo(card->kind());
        const SettingInfo* decay = findSetting(info, "decay");
        const auto set = card->kind() == chosen.kind ? chosen.settings.find("decay") : chosen.settings.end();
        const double rate = set != chosen.settings.end() ? set->second : decay ? decay->standard : 1;
        card->diagram()->setRates(layerRates(card->kind(), layers, rate), info.drawing.insertion);
    }
}

void StrategyPicker::setFigures(const std::string& kind, const Estimate& estimate, double fullSeconds) {
    QString time = durationText(estimate.secondsTotal);
    if (fullSeconds > 0)
        time = tr("%1 · %2× time").arg(time, QLocale().toString(estimate.secondsTotal / fullSeconds, 'f', 1));
    for (StrategyCard* card : m_cards)
        if (card->kind() == kind) card->setFigures(estimate.trainableParameters, time);
}

void StrategyPicker::clearFigures() {
    for (StrategyCard* card : m_cards)
        card->setFigures(0, {});
}

void StrategyPicker::redraw() {
    for (StrategyCard* card : m_cards)
        card->update();
}

}
