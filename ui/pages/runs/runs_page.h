// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QPushButton;
class QStackedLayout;
class QTableView;
class QTabWidget;
class QVBoxLayout;

namespace espalier {

class Card;
class ConfusionView;
class CurvesCard;
class MessageBanner;
class NoteBox;
class PageHeader;
class RunActions;
class RunsTable;
class StringTableModel;

/// Runs: all of them in a table; those selected beside each other, in curves and in words.
class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("runs"); }
    QString title() const override { return tr("&Runs"); }
    QString iconName() const override { return QStringLiteral("list"); }
    void opened() override;
    void closed() override { m_open = false; }
    void retranslate() override;
    void themeChanged() override;
    bool pose(int index) override; ///< 0: one run, 1: up to three compared

private:
    void build();
    void addHeader(QVBoxLayout* layout);
    void addRoom();
    Card* makeDetails();
    void connectActions();
    void load();
    void take(std::vector<RunRecord> runs);
    void selectionChanged();
    void showActions(const std::vector<RunRecord>& runs);
    void showComparison(const std::vector<RunRecord>& runs, const RunComparison& comparison);

    QWidget* m_root = nullptr;
    QStackedLayout* m_stack = nullptr;
    PageHeader* m_header = nullptr;
    MessageBanner* m_banner = nullptr;
    QPushButton *m_goOn = nullptr, *m_base = nullptr, *m_more = nullptr, *m_try = nullptr;
    RunActions* m_actions = nullptr;
    RunsTable* m_table = nullptr;
    NoteBox* m_words = nullptr;
    CurvesCard* m_curves = nullptr;
    QTabWidget* m_tabs = nullptr;
    ConfusionView* m_confusion = nullptr;
    StringTableModel *m_recipe = nullptr, *m_scores = nullptr;
    QTableView *m_recipeTable = nullptr, *m_scoreTable = nullptr;
    LatestJob m_load, m_compare;
    std::int64_t m_wanted = 0; ///< the run to select once the list is there
    int m_posed = 0; ///< so many to select once the list is there
    bool m_open = false;
};

}
