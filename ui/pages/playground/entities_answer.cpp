// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/entities_answer.h"

#include "engine/base/json.h"
#include "ui/bridge/strings.h"
#include "ui/item_models/string_table_model.h"
#include "ui/widgets/entity_text.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

/// Where each code point begins in a QString, and the end.
std::vector<qsizetype> codePointPlaces(const QString& text) {
    std::vector<qsizetype> places;
    for (qsizetype i = 0; i < text.size(); ++i)
        if (!text[i].isLowSurrogate() || i == 0 || !text[i - 1].isHighSurrogate()) places.push_back(i);
    places.push_back(text.size());
    return places;
}

std::vector<MarkedSpan> markedSpans(const QString& text, const std::vector<Entity>& entities) {
    const auto places = codePointPlaces(text);
    const auto at = [&](std::int64_t character) {
        return places[std::min(static_cast<std::size_t>(std::max<std::int64_t>(character, 0)), places.size() - 1)];
    };
    std::vector<MarkedSpan> spans;
    for (const Entity& entity : entities)
        spans.push_back({at(entity.start), at(entity.end), toQString(entity.name), static_cast<double>(entity.score)});
    return spans;
}

}

EntitiesAnswer::EntitiesAnswer(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(makeText(), 3);
    row->addWidget(makeList(), 2);
}

Card* EntitiesAnswer::makeText() {
    auto* card = new Card(this);
    auto* scroll = new QScrollArea(card);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Text with its entities"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_marked = new EntityText(scroll);
    m_marked->setObjectName(QStringLiteral("playground.entities.marked"));
    m_marked->setAccessibleName(tr("Text with its entities"));
    scroll->setWidget(m_marked);
    // The card shows through.
    scroll->viewport()->setAutoFillBackground(false);
    m_marked->setAutoFillBackground(false);
    card->body()->addWidget(m_state = mutedLabel({}, card));
    card->body()->addWidget(scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_legend = mutedLabel({}, card), 1);
    m_legend->setObjectName(QStringLiteral("playground.entities.legend"));
    m_legend->setTextFormat(Qt::RichText);
    foot->addWidget(m_copy = small(quietButton(tr("Cop&y as JSON"), card)));
    m_copy->setObjectName(QStringLiteral("playground.entities.copy"));
    connect(m_copy, &QPushButton::clicked, this, &EntitiesAnswer::copyJson);
    card->body()->addLayout(foot);
    return card;
}

Card* EntitiesAnswer::makeList() {
    auto* card = new Card(this);
    auto* table = new QTableView(card);
    m_rows = new StringTableModel(this);
    table->setObjectName(QStringLiteral("playground.entities.list"));
    table->setAccessibleName(tr("Entities"));
    table->setModel(m_rows);
    styleTable(table);
    table->setSortingEnabled(false);
    table->horizontalHeader()->setStretchLastSection(true);
    card->body()->addWidget(table);
    return card;
}

void EntitiesAnswer::show(const QString& text, std::vector<Entity> entities) {
    m_text = text;
    m_entities = std::move(entities);
    m_state->setVisible(m_entities.empty());
    m_state->setText(tr("No entity was found."));
    m_marked->setMarked(text, markedSpans(text, m_entities));
    m_marked->show();
    std::vector<QStringList> rows;
    QStringList legend, seen;
    for (const Entity& entity : m_entities) {
        const QString name = toQString(entity.name);
        rows.push_back({toQString(entity.word), name, QLocale().toString(static_cast<double>(entity.score), 'f', 3)});
        if (seen.contains(name)) continue;
        seen << name;
        legend << QStringLiteral("<span style=\"color:%1\">■</span> %2")
                      .arg(Theme::instance().color(m_marked->toneOf(name)).name(), name.toHtmlEscaped());
    }
    m_rows->setTable({tr("entity"), tr("kind"), tr("score")}, std::move(rows));
    m_legend->setText(legend.join(QStringLiteral("&nbsp;&nbsp; ")));
    m_copy->setEnabled(true);
}

void EntitiesAnswer::clear(const QString& why) {
    m_text.clear();
    m_entities.clear();
    m_marked->hide();
    m_legend->clear();
    m_copy->setEnabled(false);
    m_rows->setTable({tr("entity"), tr("kind"), tr("score")}, {});
    m_state->setText(why);
    m_state->show();
}

void EntitiesAnswer::copyJson() {
    const bool aggregated = m_entities.empty() || m_entities.front().index < 0;
    Json entities = Json::array();
    for (const Entity& entity : m_entities)
        entities.push_back({{aggregated ? "entity_group" : "entity", entity.name},
                            {"word", entity.word},
                            {"score", entity.score},
                            {"start", entity.start},
                            {"end", entity.end}});
    const Json json {{"text", toStdString(m_text)}, {"entities", entities}};
    QApplication::clipboard()->setText(toQString(toText(json, 2)));
}

}
