// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

#include <QWidget>

namespace espalier {

class FindingsCard;
class LabelBalance;
class LengthsCard;
class RowsCard;

/// One dataset: its rows, what was found about them, and how long and how balanced they are.
class DatasetView : public QWidget {
    Q_OBJECT
public:
    explicit DatasetView(Session& session, QWidget* parent = nullptr);
    void open(const std::string& name);
    std::string name() const { return m_info.record.name; }
    void reload();
    void themeChanged();

Q_SIGNALS:
    void backRequested();

private:
    void addHeader(QVBoxLayout* layout);
    QWidget* makeSide();
    void connectParts();
    void show(const DatasetInfo& info);
    void check();
    void changed(const DatasetInfo& info);
    /// Carries out a change of the dataset on a worker and shows what came of it, with Undo where asked for.
    template <typename Change>
    void change(Change work, bool offerUndo);
    void fix(FindingKind kind);
    void undo();
    void split();
    void exportRows();
    void remove();
    void showBadLines();
    void useInRun();

    Session& m_session;
    DatasetInfo m_info;
    LatestJob m_load, m_check, m_models;
    PageHeader* m_header;
    MessageBanner* m_banner;
    QPushButton *m_back, *m_undo, *m_split, *m_more, *m_use;
    RowsCard* m_rows;
    FindingsCard* m_findings;
    LengthsCard* m_lengths;
    Card* m_balanceCard;
    LabelBalance* m_balance;
};

}
