// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

namespace espalier {

namespace {

QLabel* label(const QString& text, const char* kind, QWidget* parent) {
    auto* result = new QLabel(text, parent);
    setKind(result, kind);
    return result;
}

}

QPushButton* quietButton(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QPushButton* primaryButton(const QString& text, QWidget* parent) {
    auto* button = quietButton(text, parent);
    setKind(button, "primary");
    return button;
}

QPushButton* tabButton(const QString& text, QWidget* parent) {
    auto* button = quietButton(text, parent);
    button->setCheckable(true);
    setKind(button, "tab");
    return button;
}

QPushButton* small(QPushButton* button) {
    setStyleProperty(button, "small", true);
    return button;
}

QPushButton* dangerous(QPushButton* button) {
    setStyleProperty(button, "danger", true);
    return button;
}

QLabel* mutedLabel(const QString& text, QWidget* parent) {
    auto* result = label(text, "muted", parent);
    result->setWordWrap(true);
    return result;
}

QLabel* boldLabel(const QString& text, QWidget* parent) { return label(text, "bold", parent); }

QFrame* hairline(QWidget* parent) {
    auto* line = new QFrame(parent);
    setKind(line, "hairline");
    return line;
}

}
