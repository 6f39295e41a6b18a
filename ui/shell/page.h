// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"

#include <QString>
#include <QWidget>

namespace espalier {

/// A room of the window. The shell knows pages only through this; pages know each other only through Session.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Session& session, QWidget* parent = nullptr) : QWidget(parent), m_session(session) {}
    virtual QString id() const = 0;         ///< start, data, models, train, runs, playground, settings
    virtual QString title() const = 0;      ///< translated, with mnemonic: "&Train"
    virtual QString iconName() const = 0;   ///< file in resources/icons without .svg
    virtual void opened() {}                ///< became the visible page: bring it up to date
    virtual void closed() {}                ///< is hidden now: stop drawing
    virtual void retranslate() {}           ///< the language changed
    virtual void themeChanged() {}          ///< light ↔ dark: plots and drawings take the new colours
    /// Puts the page into state number `index` for pictures (docs, tests); false: there is no such state.
    virtual bool pose(int index) { return index == 0; }

protected:
    Session& session() { return m_session; }
    Workspace& workspace() { return m_session.workspace(); }

private:
    Session& m_session;
};

}
