// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/common/number_edit.h"

#include <QKeyEvent>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace espalier {

QString numberText(double value, NumberKind kind) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::OmitLeadingZeroInExponent);
    if (kind == NumberKind::Share) return locale.toString(value * 100, 'g', 6) + QStringLiteral(" %");
    if (kind == NumberKind::Count) return locale.toString(static_cast<qlonglong>(std::llround(value)));
    const bool tiny = value != 0 && std::abs(value) < 1e-3;
    if (!tiny) return locale.toString(value, 'g', 6);
    // Not every language's exponent (Arabic's has two letters) is read back by toDouble.
    if (locale.exponential().compare(QLatin1String("e"), Qt::CaseInsensitive) != 0) locale = QLocale::c();
    // Shortest mantissa that is still the same number: 5e-5, not 5.00000e-5.
    for (int digits = 0; digits < 6; ++digits) {
        const QString text = locale.toString(value, 'e', digits);
        if (std::abs(locale.toDouble(text) - value) <= std::abs(value) * 1e-6) return text.toLower();
    }
    return locale.toString(value, 'e', 6).toLower();
}

NumberEdit::NumberEdit(NumberKind kind, QWidget* parent)
    : QLineEdit(parent), m_kind(kind), m_minimum(-std::numeric_limits<double>::infinity()),
      m_maximum(std::numeric_limits<double>::infinity()) {
    setMinimumWidth(64);
    connect(this, &QLineEdit::textEdited, this, &NumberEdit::numberChanged);
}

void NumberEdit::setNumber(double value) {
    setText(numberText(value, m_kind));
    setCursorPosition(0);
}

std::optional<double> NumberEdit::number() const {
    QString typed = text().trimmed();
    if (m_kind == NumberKind::Share) typed.remove(QLatin1Char('%'));
    typed = typed.trimmed();
    bool good = false;
    double value = QLocale().toDouble(typed, &good);
    if (!good) value = QLocale::c().toDouble(typed, &good);
    if (!good || !std::isfinite(value)) return std::nullopt;
    if (m_kind == NumberKind::Share) value /= 100;
    if (m_kind == NumberKind::Count && value != std::floor(value)) return std::nullopt;
    return value;
}

void NumberEdit::setBounds(double minimum, double maximum) {
    m_minimum = minimum;
    m_maximum = maximum;
}

void NumberEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) return step(event->key() == Qt::Key_Up ? 1 : -1);
    QLineEdit::keyPressEvent(event);
}

void NumberEdit::step(int direction) {
    const auto value = number();
    if (!value) return;
    double next = *value;
    if (m_kind == NumberKind::Count)
        next += direction;
    else if (m_kind == NumberKind::Share)
        next += 0.01 * direction;
    else if (std::abs(*value) >= 0.1)
        next += 0.1 * direction;
    else
        next *= direction > 0 ? 2 : 0.5;
    setNumber(std::clamp(next, m_minimum, m_maximum));
    Q_EMIT numberChanged();
}

}
