// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

// A static library's resources must be named by the program that uses them; the macro wants no namespace around it.
static void initialiseTranslations() { Q_INIT_RESOURCE(translations); }

namespace espalier {

namespace {

bool known(const QString& code) {
    const auto all = languages();
    return std::any_of(all.begin(), all.end(), [&](const LanguageName& language) { return language.code == code; });
}

/// Installs file `name` of `folder`, or takes out what was there before.
void install(QTranslator& translator, const QString& name, const QString& folder) {
    QCoreApplication::removeTranslator(&translator);
    if (!name.isEmpty() && translator.load(name, folder)) QCoreApplication::installTranslator(&translator);
}

}

QList<LanguageName> languages() {
    return {{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("de"), QStringLiteral("Deutsch")}};
}

void applyLanguage(const QString& wanted) {
    initialiseTranslations();
    static QTranslator own, qt;
    const QString desktop = QLocale::system().name().section(QLatin1Char('_'), 0, 0);
    const QString code = known(wanted) ? wanted : known(desktop) ? desktop : QStringLiteral("en");
    // The desktop's own conventions where it speaks the same language: British dates for British English.
    const QLocale locale = desktop == code ? QLocale::system() : QLocale(code);
    QLocale::setDefault(locale);
    QGuiApplication::setLayoutDirection(locale.textDirection());
    const bool english = code == QLatin1String("en");
    install(qt, english ? QString() : QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(own, QStringLiteral("espalier_") + code, QStringLiteral(":/i18n"));      // of English the plural forms
}

}
