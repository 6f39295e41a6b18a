// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// The engine's own line would repeat the hint that our button shows; where there is no button it belongs to the text.
QString errorText(const Error& error, bool hasAction) {
    const auto part = [](const std::string& text) { return QString::fromStdString(text); };
    QString text = part(error.message);
    if (!error.where.empty()) text += QStringLiteral(" (%1)").arg(part(error.where));
    if (!hasAction && !error.hint.empty()) text += QStringLiteral(". ") + part(error.hint);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

}

NoteBox::NoteBox(QWidget* parent, Tone tone) :
    QFrame(parent), m_label(new QLabel(this)) {
    setStyleProperty(this, "tone", QLatin1String(tone == Tone::WarnSoft ? "warn" : tone == Tone::BadSoft ? "bad" : "accent"));
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::RichText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setStyleSheet(QStringLiteral("font-size: 12px"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->addWidget(m_label);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

void NoteBox::setText(const QString& richText) {
    m_label->setText(richText);
    setVisible(!richText.isEmpty());
}

MessageBanner::MessageBanner(QWidget* parent) :
    QFrame(parent), m_label(new QLabel(this)), m_action(small(quietButton({}, this))), m_close(small(quietButton({}, this))) {
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setFlat(true);
    m_close->setProperty("flat", true);
    m_close->setIcon(toneIcon(QStringLiteral("close")));
    m_close->setIconSize({12, 12});
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_label, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(m_close, &QPushButton::clicked, this, &MessageBanner::clear);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto run = m_run;     // clear() forgets it, and it may show another message
        clear();
        if (run) run();
    });
    hide();
}

void MessageBanner::showError(const Error& error, const QString& actionText, std::function<void()> action) {
    show(errorText(error, !actionText.isEmpty()), Tone::Bad, actionText, std::move(action));
}

void MessageBanner::showNotice(const QString& text, const QString& actionText, std::function<void()> action) {
    show(text, Tone::Accent, actionText, std::move(action));
}

void MessageBanner::show(const QString& text, Tone tone, const QString& actionText, std::function<void()> action) {
    m_label->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    m_run = std::move(action);
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close"));
    setStyleProperty(this, "tone", tone == Tone::Bad ? QLatin1String("error") : QLatin1String("notice"));
    // The sheet's rule for the label hangs on our tone.
    m_label->style()->unpolish(m_label);
    m_label->style()->polish(m_label);
    setAccessibleName(text);
    QFrame::show();
}

void MessageBanner::clear() {
    m_label->clear();
    m_run = nullptr;
    hide();
}

QString MessageBanner::text() const { return m_label->text(); }

}
