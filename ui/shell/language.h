// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace espalier {

/// The languages there are: code and name in itself, English first.
struct LanguageName {
    QString code, name;
};
QList<LanguageName> languages();

/// Makes the window speak `code` ("system": the desktop's where we have it, else English) and write numbers its way.
/// Every top-level widget then gets a LanguageChange event.
void applyLanguage(const QString& code);

}
