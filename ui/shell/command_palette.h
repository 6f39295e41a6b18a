// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QString>

#include <functional>
#include <vector>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace espalier {

/// Something that can be done by typing a part of its name.
struct Command {
    QString title;
    QString kind;       ///< in the second column: Page, Run, Dataset …
    std::function<void()> run;
};

/// How well `pattern` fits `text`: its letters in order, better at the starts of words and side by side; -1: not at all.
int fuzzyScore(const QString& pattern, const QString& text);

/// Ctrl+K: a line to type in over the window, and the commands that fit, best first.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* window);
    /// Shows it with these commands.
    void open(std::vector<Command> commands);
    /// More that was looked up meanwhile.
    void add(std::vector<Command> commands);
    QStringList shownTitles() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void runCurrent();
    void close();
    void place();
    std::vector<Command> m_commands;
    QLineEdit* m_edit;
    QListView* m_list;
    QStandardItemModel* m_model;
    QPointer<QWidget> m_focusBefore;
};

}
