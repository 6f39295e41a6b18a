// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"

#include <optional>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace espalier {

class MaskColumn;
class TryKeeper;

/// The playground's tab for masked language models: a text with blanks in it, and what may stand there.
class FillRoom : public Room {
    Q_OBJECT
public:
    FillRoom(Session& session, TryKeeper& keeper, QWidget* parent = nullptr);
    void setCandidates(const std::vector<Candidate>& candidates) override;
    void choose(const QString& reference) override;
    QString reference() const override;
    QString modelTitle() const override;
    QString subtitle() const override;
    QString exampleText() const override;
    QString emptyText() const override;
    FileAnswer fileAnswer() override;
    void ask() override;
    void themeChanged() override { }

protected:
    void keep() override;
    void showEvent(QShowEvent* event) override;

private:
    struct Answer {
        std::string maskToken;
        std::optional<FilledText> filled; ///< nothing: the text has no mask
        double milliseconds = 0;
    };
    static Result<Answer> answer(Workspace& workspace, const std::string& reference, const std::string& text,
                                 std::int64_t count);
    void addText(QVBoxLayout* layout);
    QLayout* makeChoices(QWidget* parent);
    void addColumns(QVBoxLayout* layout);
    void show(const QString& text, Answer answer);
    void clear(const QString& why);
    void insertMask();
    void insertWord(int mask, const FilledWord& word);
    TryRecord record() const;

    Session& m_session;
    TryKeeper& m_keeper;
    LatestJob m_job;
    ModelChoice* m_model;
    QComboBox* m_count;
    QPushButton* m_insert;
    QLabel* m_state;
    QGridLayout* m_grid;
    std::vector<MaskColumn*> m_columns;
    QString m_maskToken, m_askedReference, m_text; ///< text: of the answer that is shown; empty: there is none
    FilledText m_filled;
};

}
