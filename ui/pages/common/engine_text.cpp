// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace espalier {

namespace {

/// `text` in the window's language; null where it has no translation of just this.
QString exactly(const QString& text) {
    const QByteArray source = text.toUtf8();
    const QString translated = QCoreApplication::translate("engine", source.constData());
    return translated == text ? QString() : translated;
}

/// Takes numbers (14 or 10,072 or 0.5) and names in quotes out of `text`, leaving %1, %2 …
QString withoutValues(const QString& text, QStringList& values) {
    QString pattern;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype start = i;
        if (text[i].isDigit()) {
            while (i < text.size() && (text[i].isDigit() || ((text[i] == QLatin1Char(',') || text[i] == QLatin1Char('.')) && i + 1 < text.size() && text[i + 1].isDigit()))) ++i;
        } else if (text[i] == QLatin1Char('"') && text.indexOf(QLatin1Char('"'), i + 1) > 0) {
            i = text.indexOf(QLatin1Char('"'), i + 1) + 1;
        }
        if (i == start) {
            pattern += text[i++];
            continue;
        }
        values.append(text.mid(start, i - start));
        pattern += QLatin1Char('%') + QString::number(values.size());
    }
    return pattern;
}

/// English notation of a number in the locale's.
QString localValue(const QString& value) {
    bool whole = false, real = false;
    const qlonglong count = QLocale::c().toLongLong(value, &whole);
    if (whole) return QLocale().toString(count);
    const double number = QLocale::c().toDouble(value, &real);
    const qsizetype point = value.indexOf(QLatin1Char('.'));
    return real ? QLocale().toString(number, 'f', point < 0 ? 0 : int(value.size() - point - 1)) : value;
}

/// `pattern` with each %n replaced by its value, all at once: what a value holds is no placeholder.
QString filled(const QString& pattern, const QStringList& values) {
    QString result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern[i] == QLatin1Char('%') && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (number < 1 || number > values.size()) result += pattern[i];
        else {
            result += localValue(values[number - 1]);
            ++i;
        }
    }
    return result;
}

QString byPattern(const QString& text) {
    QStringList values;
    const QString translated = exactly(withoutValues(text, values));
    return translated.isNull() || values.size() > 9 ? QString() : filled(translated, values);
}

/// `text` with its numbers in the locale's notation.
QString localNumbers(const QString& text) {
    QStringList values;
    const QString pattern = withoutValues(text, values);
    return values.size() > 9 ? text : filled(pattern, values);
}

}

QString engineText(const std::string& source) {
    const QString text = toQString(source);
    if (text.isEmpty()) return text;
    if (const QString whole = exactly(text); !whole.isNull()) return whole;
    if (const QString pattern = byPattern(text); !pattern.isNull()) return pattern;
    // "Labels balanced: 50.4 % / 49.6 %": what follows the colon is data.
    const qsizetype colon = text.indexOf(QLatin1String(": "));
    if (colon < 0) return text;
    const QString head = byPattern(text.left(colon));
    return head.isNull() ? text : head + localNumbers(text.mid(colon));
}

}
