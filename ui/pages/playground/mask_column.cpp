// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/mask_column.h"

#include "ui/bridge/strings.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

MaskColumn::MaskColumn(int number, QWidget* parent) : Card(parent), m_number(number) {
    setObjectName(QStringLiteral("playground.fill.mask%1").arg(number));
    body()->setSpacing(6);
}

void MaskColumn::addRow() {
    const int place = static_cast<int>(m_rows.size());
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* word = small(quietButton({}, widget));
    word->setObjectName(QStringLiteral("playground.fill.word%1.%2").arg(m_number).arg(place + 1));
    word->setToolTip(tr("Puts it into the text"));
    word->setMinimumWidth(110);
    auto* bar = new LabelBar(widget);
    row->addWidget(word);
    row->addWidget(bar, 1);
    body()->addWidget(widget);
    connect(word, &QPushButton::clicked, this, [this, place] { Q_EMIT chosen(place); });
    m_rows.push_back({widget, word, bar});
}

void MaskColumn::setWords(const std::vector<FilledWord>& words, bool single) {
    setTitle(single ? tr("What may stand there") : tr("Mask %1").arg(m_number));
    while (m_rows.size() < words.size())
        addRow();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].widget->setVisible(i < words.size());
        if (i >= words.size()) continue;
        const QString word = toQString(words[i].tokenStr).trimmed();
        m_rows[i].word->setText(QString(word).replace(QLatin1Char('&'), QLatin1String("&&")));
        m_rows[i].word->setAccessibleName(tr("Put in “%1”").arg(word));
        m_rows[i].bar->setValue(QString(), static_cast<double>(words[i].score), i == 0 ? Tone::Accent : Tone::Muted);
        m_rows[i].bar->setAccessibleName(tr("%1: %2").arg(word).arg(static_cast<double>(words[i].score), 0, 'f', 3));
    }
}

}
