// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/file_answer.h"
#include "ui/widgets/kit.h"

#include <QTimer>

class QLineEdit;

namespace espalier {

class TryModel;

/// Every try, searchable; one can be said to be right or wrong, or deleted. Files of texts are answered here too.
class HistoryCard : public Card {
    Q_OBJECT
public:
    explicit HistoryCard(Session& session, QWidget* parent = nullptr);
    void reload();
    /// Who answers a file, and how; empty: nobody does.
    void setFileAnswer(const QString& title, std::function<FileAnswer()> answer);

Q_SIGNALS:
    void failed(const espalier::Error& error);
    void noticed(const QString& text, const QString& file); ///< `file` was written
    void textChosen(const QString& text); ///< to be put into the text box again

private:
    void addHead();
    void addTable();
    void openMenu(const QPoint& where);
    void correct(qint64 id, const std::string& label);
    void removeSelected();
    void answerFile();
    void fileEnded(Result<std::int64_t> rows, const QString& output);

    Session& m_session;
    TryModel* m_model;
    LatestJob m_load;
    QTimer m_typing;
    QPointer<Job> m_file;
    std::function<FileAnswer()> m_answer;
    QLineEdit* m_search;
    QPushButton *m_fileButton, *m_cancel;
    SlimProgress* m_progress;
    QLabel *m_state, *m_none;
    QTableView* m_table;
};

}
