// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/written_column.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace espalier {

WrittenColumn::WrittenColumn(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_head = new QLabel(this));
    m_head->setObjectName(name + QStringLiteral("head"));
    m_head->setTextFormat(Qt::RichText);
    m_head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long title does not widen its side
    m_head->hide();
    m_grid = new QGridLayout;
    m_grid->setSpacing(14);
    layout->addLayout(m_grid, 1);
}

void WrittenColumn::begin(std::int64_t count, const QString& prompt, bool beside) {
    const int columns = beside ? 1 : 2;
    while (static_cast<std::int64_t>(m_texts.size()) < count)
        m_texts.push_back(new WrittenCard(m_name, static_cast<int>(m_texts.size()) + 1, this));
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        const int place = static_cast<int>(i);
        m_grid->addWidget(m_texts[i], place / columns, place % columns);
        m_texts[i]->setVisible(static_cast<std::int64_t>(i) < count);
        m_texts[i]->begin(prompt);
    }
}

void WrittenColumn::setHead(const QString& title, const QString& numbers) {
    m_head->setVisible(!title.isEmpty());
    m_head->setText(QStringLiteral("<b>%1</b> <span style=\"color:%3\">%2</span>")
                        .arg(title.toHtmlEscaped(), numbers.toHtmlEscaped(), Theme::instance().color(Tone::Muted).name()));
    m_head->setToolTip(title);
}

void WrittenColumn::append(std::int64_t sequence, const QString& piece) {
    if (sequence >= 0 && sequence < static_cast<std::int64_t>(m_texts.size())) m_texts[static_cast<std::size_t>(sequence)]->append(piece);
}

void WrittenColumn::finish(const Generation& generation) {
    for (std::size_t i = 0; i < m_texts.size() && i < generation.sequences.size(); ++i)
        m_texts[i]->finish(generation.sequences[i]);
}

void WrittenColumn::themeChanged() {
    for (WrittenCard* text : m_texts)
        text->themeChanged();
}

}
