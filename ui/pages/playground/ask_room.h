// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"

class QCheckBox;
class QPlainTextEdit;
class QVBoxLayout;

namespace espalier {

class TryKeeper;

/// The playground's tab for models that answer questions: a context, a question about it, and the answer marked in it.
class AskRoom : public Room {
    Q_OBJECT
public:
    AskRoom(Session& session, TryKeeper& keeper, QWidget* parent = nullptr);
    void setCandidates(const std::vector<Candidate>& candidates) override;
    void choose(const QString& reference) override;
    QString reference() const override { return m_model->reference(); }
    QString modelTitle() const override { return m_model->currentText(); }
    QString subtitle() const override;
    QString exampleText() const override;
    QString emptyText() const override;
    bool answersFiles() const override { return false; }
    void ask() override;
    void themeChanged() override { mark(); }

protected:
    void keep() override;
    void showEvent(QShowEvent* event) override;

private:
    QLayout* makeChoices(QWidget* parent);
    void addContext(QVBoxLayout* layout);
    void show(const QString& question, const FoundAnswer& found, double milliseconds);
    void clear(const QString& why);
    void mark();

    Session& m_session;
    TryKeeper& m_keeper;
    LatestJob m_job;
    ModelChoice* m_model;
    QCheckBox* m_allowsNone;
    QPlainTextEdit* m_context;
    QLabel* m_answer;
    QString m_askedReference, m_question; ///< question: that of the answer shown; empty: there is none
    FoundAnswer m_found;
};

}
