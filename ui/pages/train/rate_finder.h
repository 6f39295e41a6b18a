// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;

namespace espalier {

class LineChart;
class NoteBox;
class SlimProgress;

/// Tries rising learning rates on a recipe's model and data, draws the loss over them and offers the one where it falls
/// most steeply (Smith 2017). Begins by itself; nothing is kept but the answer.
class RateFinder : public QDialog {
    Q_OBJECT
public:
    RateFinder(Session& session, const Recipe& recipe, QWidget* parent = nullptr);
    ~RateFinder() override; ///< stops what is going

Q_SIGNALS:
    void rateChosen(double rate);

private:
    void addProgress(QVBoxLayout* layout);
    void addButtons(QVBoxLayout* layout);
    void start();
    void stopOrRepeat();
    void take(Result<LearningRateTest> test);
    void show(const LearningRateTest& test);
    void showEnd(const QString& said); ///< nothing goes any more

    Session& m_session;
    Recipe m_recipe;
    QPointer<Job> m_job;
    QLabel* m_state;
    SlimProgress* m_progress;
    LineChart* m_chart;
    NoteBox* m_words;
    QPushButton *m_stop, *m_use;
    double m_rate = 0; ///< that is offered
};

/// What a test of learning rates shows, in a sentence.
QString rateTestText(const LearningRateTest& test);
/// The suggestion as it is offered: two digits of it.
double offeredRate(const LearningRateTest& test);

}
