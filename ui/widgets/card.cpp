// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QStyleOption>
#include <QStylePainter>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// A line that ends in … where there is no room for all of it.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent) :
        QLabel(parent) {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        const QRect area = contentsRect();
        painter.drawItemText(area, int(alignment()), palette(), isEnabled(),
                             fontMetrics().elidedText(text(), Qt::ElideRight, area.width()), foregroundRole());
    }
};

}

Card::Card(QWidget* parent) :
    QFrame(parent), m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(16, 14, 16, 14);
    m_body->setSpacing(8);
}

void Card::setTitle(const QString& title, const QString& note) {
    if (!m_title) {
        m_title = boldLabel({}, this);
        m_note = mutedLabel({}, this);
        setKind(m_note, "caption");
        m_note->setWordWrap(false);
        auto* row = trailing();
        row->insertWidget(0, m_title);
        row->insertWidget(1, m_note);
    }
    m_title->setText(title);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setAccessibleName(title);
}

QHBoxLayout* Card::trailing() {
    if (!m_head) {
        m_head = new QHBoxLayout;
        m_head->setSpacing(8);
        m_head->addStretch(1);
        m_body->insertLayout(0, m_head);
    }
    return m_head;
}

PageHeader::PageHeader(QWidget* parent) :
    QWidget(parent), m_title(new ElidedLabel(this)), m_subtitle(new ElidedLabel(this)), m_actions(new QHBoxLayout) {
    setKind(m_title, "title");
    setKind(m_subtitle, "subtitle");
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    m_actions->setSpacing(10);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addLayout(texts, 1);
    row->addLayout(m_actions);
    row->setAlignment(m_actions, Qt::AlignBottom);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageHeader::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setToolTip(title);
}

void PageHeader::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
    m_subtitle->setToolTip(subtitle);
}

void PageHeader::addAction(QWidget* widget) { m_actions->addWidget(widget); }

}
