// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/preferences.h"

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;

namespace espalier {

class Card;
class FactList;
class PageHeader;

/// Settings: how the window looks and speaks, what it computes with, where things are kept, what it is made of.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("settings"); }
    QString title() const override { return tr("S&ettings"); }
    QString iconName() const override { return QStringLiteral("gear"); }
    void opened() override;
    void retranslate() override;
    void themeChanged() override { showChoices(); }

private:
    QWidget* buildLook();
    QWidget* buildWorkspace();
    void showChoices();
    void showReport();
    void checkAgain();

    Preferences m_preferences;
    PageHeader* m_header;
    Card *m_look, *m_computing, *m_workspace, *m_about;
    QLabel *m_themeLabel, *m_languageLabel, *m_aboutText;
    QComboBox *m_theme, *m_language;
    FactList *m_computingFacts, *m_workspaceFacts, *m_aboutFacts;
    QPushButton *m_open, *m_check;
    std::optional<Result<DoctorReport>> m_report;
    LatestJob m_job;
};

}
