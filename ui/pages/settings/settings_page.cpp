// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/settings/fact_list.h"
#include "ui/pages/settings/report_facts.h"
#include "ui/shell/language.h"
#include "ui/widgets/kit.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

namespace espalier {

SettingsPage::SettingsPage(Session& session, QWidget* parent) :
    Page(session, parent), m_preferences(session.workspace().folder()), m_header(new PageHeader(this)), m_look(new Card(this)),
    m_computing(new Card(this)), m_workspace(new Card(this)), m_about(new Card(this)), m_aboutText(mutedLabel({}, this)),
    m_computingFacts(new FactList(this)), m_workspaceFacts(new FactList(this)), m_aboutFacts(new FactList(this)) {
    auto* columns = new QGridLayout;
    columns->setSpacing(14);
    columns->addWidget(buildLook(), 0, 0);
    columns->addWidget(buildWorkspace(), 1, 0);
    m_computing->body()->addWidget(m_computingFacts);
    m_computing->body()->addStretch(1);
    m_about->body()->addWidget(m_aboutFacts);
    m_about->body()->addWidget(m_aboutText);
    m_about->body()->addStretch(1);
    columns->addWidget(m_computing, 0, 1);
    columns->addWidget(m_about, 1, 1);
    columns->setColumnStretch(0, 1);
    columns->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addWidget(m_header);
    layout->addLayout(columns);
    layout->addStretch(1);
    retranslate();
}

QWidget* SettingsPage::buildLook() {
    m_themeLabel = new QLabel(m_look);
    m_languageLabel = new QLabel(m_look);
    m_theme = new QComboBox(m_look);
    m_language = new QComboBox(m_look);
    m_theme->setObjectName(QStringLiteral("settings.theme"));
    m_language->setObjectName(QStringLiteral("settings.language"));
    m_themeLabel->setBuddy(m_theme);
    m_languageLabel->setBuddy(m_language);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(10);
    grid->setColumnMinimumWidth(0, 120);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_themeLabel, 0, 0);
    grid->addWidget(m_theme, 0, 1);
    grid->addWidget(m_languageLabel, 1, 0);
    grid->addWidget(m_language, 1, 1);
    m_look->body()->addLayout(grid);
    m_look->body()->addStretch(1);
    connect(m_theme, &QComboBox::activated, this, [this](int index) {
        m_preferences.setTheme(ThemeMode(index));
        Theme::instance().apply(*qApp, ThemeMode(index));
    });
    connect(m_language, &QComboBox::activated, this, [this](int index) {
        const QString code = m_language->itemData(index).toString();
        m_preferences.setLanguage(code);
        // Not while the list is still closing: its texts are about to change.
        QMetaObject::invokeMethod(this, [code] { applyLanguage(code); }, Qt::QueuedConnection);
    });
    return m_look;
}

QWidget* SettingsPage::buildWorkspace() {
    m_open = small(quietButton({}, m_workspace));
    m_check = small(quietButton({}, m_workspace));
    m_check->setObjectName(QStringLiteral("settings.check"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_check);
    buttons->addStretch(1);
    m_workspace->body()->addWidget(m_workspaceFacts);
    m_workspace->body()->addLayout(buttons);
    m_workspace->body()->addStretch(1);
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(workspace().folder().string()))); });
    connect(m_check, &QPushButton::clicked, this, &SettingsPage::checkAgain);
    return m_workspace;
}

void SettingsPage::opened() {
    showChoices();
    if (!m_report) checkAgain();
}

void SettingsPage::checkAgain() {
    m_report.reset();
    showReport();
    askLatest(m_job, this, workspace(), [](Workspace& w) { return w.doctor(); }, [this](Result<DoctorReport> report) {
        m_report = std::move(report);
        showReport();
    });
}

void SettingsPage::showChoices() {
    const QSignalBlocker noTheme(m_theme), noLanguage(m_language);
    m_theme->setCurrentIndex(int(Theme::instance().mode()));
    m_language->setCurrentIndex(std::max(0, m_language->findData(m_preferences.language())));
}

void SettingsPage::showReport() {
    m_check->setEnabled(m_report.has_value());
    const DoctorReport* report = m_report && *m_report ? &**m_report : nullptr;
    const QString missing = !m_report ? tr("looking…") : !*m_report ? toQString(describe(m_report->error())) : QString();
    m_computingFacts->setFacts(computingFacts(report, missing, workspace().options()));
    m_workspaceFacts->setFacts(workspaceFacts(report, missing, workspace().folder()));
    m_aboutFacts->setFacts(versionFacts(report, missing));
}

void SettingsPage::retranslate() {
    m_header->setTitle(tr("Settings"));
    m_header->setSubtitle(tr("Kept in the workspace, for this window only."));
    m_look->setTitle(tr("Appearance"));
    m_computing->setTitle(tr("Computing"));
    m_workspace->setTitle(tr("Workspace"));
    m_about->setTitle(tr("About Espalier"));
    m_themeLabel->setText(tr("&Theme"));
    m_languageLabel->setText(tr("&Language"));
    m_theme->setAccessibleName(tr("Theme"));
    m_language->setAccessibleName(tr("Language"));
    m_theme->clear();
    m_theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    m_language->clear();
    m_language->addItem(tr("As the system"), QStringLiteral("system"));
    for (const auto& language : languages()) m_language->addItem(language.name, language.code);
    m_open->setText(tr("&Open the folder"));
    m_check->setText(tr("&Check again"));
    m_aboutText->setText(tr("Trains pretrained language models to shape, on this machine. Free software under the GNU General Public License, "
                            "version 3 or later, without any warranty. It asks the network only for downloads that you start: no account, no telemetry."));
    showChoices();
    showReport();
}

}
