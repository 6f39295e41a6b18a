// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <QWidget>

#include <vector>

namespace espalier {

/// A tuned model that can be asked.
struct Candidate {
    QString reference, title;
};

/// A tab of the playground: a text, who is asked, and the answer.
class Room : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual void setCandidates(const std::vector<Candidate>& candidates) = 0;
    virtual void choose(const QString& reference) = 0;
    virtual QString reference() const = 0; ///< empty: there is no model for this
    virtual QString modelTitle() const = 0;
    virtual QString subtitle() const = 0; ///< of the page while it is open

    virtual QString text() const = 0;
    virtual void setText(const QString& text) = 0;
    virtual void focusText() = 0;
    virtual QString exampleText() const = 0; ///< typed in for a picture
    virtual void ask() = 0;
    virtual void keepWaiting() = 0; ///< keeps now what a pause would keep
    virtual void themeChanged() { ask(); }

Q_SIGNALS:
    void modelChosen();
    void answered();
    void subtitleChanged();
    void failed(const espalier::Error& error);
};

}
