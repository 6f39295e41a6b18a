// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/theme.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QStackedWidget;

namespace espalier {

class CommandPalette;
class MessageBanner;
class NavigationRail;
class Page;
class Preferences;

/// The window: rail, pages, the banner over them, the palette, and how it closes.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Session& session, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showPage(const QString& id);
    Page* currentPage() const;
    Page* page(const QString& id) const;
    const std::vector<Page*>& pages() const { return m_pages; }
    MessageBanner& banner() { return *m_banner; }
    CommandPalette& palette() { return *m_palette; }
    void openPalette();
    void chooseFile();                              ///< asks for a file and opens it on the Data page
    void setTheme(ThemeMode mode);
    void setLanguage(const QString& code);
    Session& session() { return m_session; }

Q_SIGNALS:
    void readyToQuit();     ///< closed, and the run that was going has written its checkpoint

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildShortcuts();
    void connectSession();
    void retranslate();
    void showMachine(const QString& device);
    void showNetwork(bool inUse, int downloads);
    void offerInterruptedRuns();
    void askBeforeClosing();
    void closeAfterRun(int choice);

    Session& m_session;
    std::unique_ptr<Preferences> m_preferences;
    NavigationRail* m_rail;
    QStackedWidget* m_stack;
    MessageBanner* m_banner;
    CommandPalette* m_palette;
    std::vector<Page*> m_pages;
    LatestJob m_lookup;
    QString m_device;
    int m_downloads = 0;        ///< models fetched since the start
    bool m_networkInUse = false;
    bool m_asking = false, m_closing = false, m_offering = false;
};

}
