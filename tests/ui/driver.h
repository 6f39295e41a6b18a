// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/bridge/strings.h"
#include "ui/shell/main_window.h"

#include <QPointer>
#include <QTest>

#include <filesystem>
#include <memory>
#include <string>

class QComboBox;

namespace espalier::test {

std::string tinyModel();
/// The template reviews with an empty text, a duplicate and a line of too many fields added.
void copyReviewsWithProblems(const std::string& file);

/// A folder of samples made of our own fixtures, named by $ESPALIER_SAMPLES while the object lives.
class Samples {
public:
    explicit Samples(const std::filesystem::path& parent);
    ~Samples();
};

/// The real window on a workspace, with hands: finds controls by object name, clicks them, drops files.
class Driver {
public:
    explicit Driver(const std::string& workspace);
    ~Driver();
    MainWindow& window() { return *m_window; }
    Session& session() { return *m_session; }

    /// The control of this name; on the page that is shown where several pages have one. Fails the test where there is none.
    template <typename Widget>
    Widget* find(const char* name) {
        Widget* hidden = nullptr;
        for (auto* widget : m_window->findChildren<Widget*>(QLatin1String(name))) {
            if (widget->isVisible()) return widget;
            hidden = widget;
        }
        if (!hidden) qFatal("there is no %s", name);
        return hidden;
    }
    void click(const char* name);
    void drop(const std::string& file);
    /// Chooses the entry with this data as a person would; false while it is not there.
    bool choose(QComboBox* combo, const QString& data);
    /// Some visible label holds this text.
    bool textSomewhere(const QString& part);

private:
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

}
