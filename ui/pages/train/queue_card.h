// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session.h"
#include "ui/widgets/kit.h"

class QListWidget;

namespace espalier {

/// The runs that wait: their order, what failed, and whether the next one follows by itself. Hidden while there is none.
class QueueCard : public Card {
    Q_OBJECT
public:
    explicit QueueCard(Session& session, QWidget* parent = nullptr);
    void reload();

Q_SIGNALS:
    void failed(const espalier::Error& error);

private:
    void addButtons();
    void showItems(const std::vector<QueueItem>& items);
    void updateButtons();
    void change(std::function<Status(Workspace&, std::int64_t)> call);
    std::int64_t selected() const; ///< 0: none

    Session& m_session;
    QListWidget* m_list;
    QPushButton *m_run, *m_up, *m_down, *m_remove;
    LatestJob m_load;
};

}
