// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <functional>

namespace espalier {

class MainWindow;

/// Drives the window for pictures: trains the first sample for a moment where its model is there (every weight, then the head
/// alone), then shows every page in every pose, light and dark, at 1280×720. Step by step from a timer, so that the window lives as it would for a person.
class Tour : public QObject {
public:
    Tour(MainWindow& window, const QString& folder);

private:
    /// Polled until it is true; `milliseconds` since its first call.
    using Step = std::function<bool(qint64 milliseconds)>;
    void tick();
    void planTraining();
    void planRuns(const Recipe& sample);
    void planRun(const Recipe& recipe);
    void planLivePictures();
    void planPictures();
    void planPose(const QString& page, int index);
    void settle(qint64 quiet);
    void take(const QString& name);
    void finish(int code);

    MainWindow& m_window;
    QString m_folder;
    std::deque<Step> m_steps;
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_written = 0;
};

}
