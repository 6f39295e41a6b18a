// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <map>
#include <string>
#include <vector>

class QButtonGroup;
class QStackedLayout;
class QVBoxLayout;

namespace espalier {

class EmptyState;
class HistoryCard;
class MessageBanner;
class PageHeader;
class Room;
class TryKeeper;
struct Candidate;
using CandidatesByTask = std::map<std::string, std::vector<Candidate>>;

/// Playground: type, and tuned models answer as you go, in a tab for each task; what was tried is kept.
class PlaygroundPage : public Page {
    Q_OBJECT
public:
    explicit PlaygroundPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("playground"); }
    QString title() const override { return tr("&Playground"); }
    QString iconName() const override { return QStringLiteral("chat"); }
    void opened() override;
    void closed() override;
    void retranslate() override;
    void themeChanged() override;
    bool pose(int index) override; ///< each tab that has a model, with a sentence typed

private:
    struct Tab {
        std::vector<std::string> tasks; ///< those that its models were made for
        Room* room;
    };
    void build();
    void addTab(std::vector<std::string> tasks, const QString& title, const char* name, Room* room);
    void addHistory(QVBoxLayout* layout);
    void openTab(int tab);
    void showRoom(); ///< the tab's, or what to do where no model is for it
    Room& room() const { return *m_tabs[static_cast<std::size_t>(m_tab)].room; }
    int tabOf(const std::string& task) const; ///< the first where there is none
    void loadModels();
    void takeModels(const CandidatesByTask& candidates);
    void tryText(const QString& reference, const QString& text, const QString& task);

    QStackedLayout* m_stack = nullptr;
    QWidget *m_root = nullptr, *m_rooms = nullptr;
    EmptyState* m_empty = nullptr;
    PageHeader* m_header = nullptr;
    MessageBanner* m_banner = nullptr;
    HistoryCard* m_history = nullptr;
    QButtonGroup* m_buttons = nullptr;
    std::vector<Tab> m_tabs;
    int m_tab = 0;
    LatestJob m_models;
    TryKeeper* m_keeper = nullptr;
    QString m_wantedReference;
    bool m_open = false;
};

}
