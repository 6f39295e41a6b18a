// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace espalier {

/// Asking for files and confirmation. Tests put answers in; nobody else sees the difference.
struct Dialogs {
    std::function<QString(QWidget*, const QString& title, const QString& filter)> openFile;
    std::function<QString(QWidget*, const QString& title)> openFolder;
    std::function<QString(QWidget*, const QString& title, const QString& suggestion, const QString& filter)> saveFile;
    /// True where the user chose the button named `yes`.
    std::function<bool(QWidget*, const QString& title, const QString& text, const QString& yes)> confirm;
    /// The text typed; null where cancelled.
    std::function<QString(QWidget*, const QString& title, const QString& label, const QString& initial)> askText;
    /// Asks without waiting; `then` gets the number of the choice taken, -1 where cancelled.
    std::function<void(QWidget*, const QString& title, const QString& text, const QStringList& choices, std::function<void(int)> then)> choose;
};

/// The dialogs in use: Qt's own, until replaced.
Dialogs& dialogs();

}
