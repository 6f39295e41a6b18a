// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/pages/playground/room.h"

class QVBoxLayout;

namespace espalier {

class EntitiesAnswer;
class TryKeeper;

/// The playground's tab for entities: type, and what a model finds is marked in the text and listed beside it.
class EntitiesRoom : public Room {
    Q_OBJECT
public:
    EntitiesRoom(Session& session, TryKeeper& keeper, QWidget* parent = nullptr);
    void setCandidates(const std::vector<Candidate>& candidates) override;
    void choose(const QString& reference) override;
    QString reference() const override;
    QString modelTitle() const override;
    QString subtitle() const override;
    QString exampleText() const override;
    void ask() override;

protected:
    void keep() override;

private:
    struct Answer {
        Prediction prediction;
        double milliseconds = 0;
    };
    void addText(QVBoxLayout* layout);
    QLayout* makeChoices(QWidget* parent); ///< model and aggregation
    void show(const QString& text, Answer answer);
    void clear(const QString& why);
    TryRecord record() const;

    Session& m_session;
    TryKeeper& m_keeper;
    LatestJob m_job;
    ModelChoice* m_model;
    QComboBox* m_aggregation;
    EntitiesAnswer* m_answer;
    QString m_askedReference; ///< the model of the answer that is shown
};

}
