// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace espalier {

namespace {

bool confirmWithQt(QWidget* parent, const QString& title, const QString& text, const QString& yes) {
    QMessageBox box(QMessageBox::NoIcon, title, text, QMessageBox::Cancel, parent);
    auto* button = box.addButton(yes, QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == button;
}

void chooseWithQt(QWidget* parent, const QString& title, const QString& text, const QStringList& choices, std::function<void(int)> then) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QList<QAbstractButton*> buttons;
    for (const QString& choice : choices) buttons.append(box->addButton(choice, QMessageBox::AcceptRole));
    if (!buttons.isEmpty()) box->setDefaultButton(static_cast<QPushButton*>(buttons.first()));
    QObject::connect(box, &QDialog::finished, box, [=] { then(int(buttons.indexOf(box->clickedButton()))); });
    box->open();
}

QString askTextWithQt(QWidget* parent, const QString& title, const QString& label, const QString& initial) {
    bool accepted = false;
    const QString text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, initial, &accepted);
    return !accepted ? QString() : text.isNull() ? QStringLiteral("") : text;
}

Dialogs qtDialogs() {
    return {
        [](QWidget* parent, const QString& title, const QString& filter) { return QFileDialog::getOpenFileName(parent, title, {}, filter); },
        [](QWidget* parent, const QString& title) { return QFileDialog::getExistingDirectory(parent, title); },
        [](QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
            return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
        },
        confirmWithQt, askTextWithQt, chooseWithQt,
    };
}

}

Dialogs& dialogs() {
    static Dialogs current = qtDialogs();
    return current;
}

}
