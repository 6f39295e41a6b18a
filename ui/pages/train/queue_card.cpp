// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/queue_card.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/item_models/roles.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/words.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kRow = 22, kRowsShown = 4;

QString lineOf(const QueueItem& item) {
    const QString title = runTitle(item.recipe);
    if (item.status == "running") return QStringLiteral("▸ ") + QueueCard::tr("%1 · running").arg(title);
    if (item.status == "failed") return QStringLiteral("! ") + QueueCard::tr("%1 · failed").arg(title);
    return QStringLiteral("· ") + (item.run > 0 ? QueueCard::tr("%1 · begun, goes on").arg(title) : title);
}

}

QueueCard::QueueCard(Session& session, QWidget* parent) : Card(parent), m_session(session) {
    setObjectName(QStringLiteral("train.queue"));
    setTitle(tr("Queue"));
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("train.queue.list"));
    m_list->setAccessibleName(tr("Runs that wait, in their order"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    body()->addWidget(m_list);
    addButtons();
    connect(m_list, &QListWidget::currentRowChanged, this, &QueueCard::updateButtons);
    connect(&m_session, &Session::queueChanged, this, &QueueCard::reload);
    connect(&m_session.training(), &TrainingController::stateChanged, this, &QueueCard::updateButtons);
    hide();
}

void QueueCard::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    const auto button = [&](const QString& text, const char* name, const QString& spoken) {
        auto* made = small(quietButton(text, this));
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(spoken);
        made->setToolTip(spoken);
        return made;
    };
    m_run = button(tr("Run queue"), "train.queue.run", tr("Run what waits, one after the other"));
    m_up = button(tr("Up"), "train.queue.up", tr("Move the selected run up"));
    m_down = button(tr("Down"), "train.queue.down", tr("Move the selected run down"));
    m_remove = button(tr("Remove"), "train.queue.remove", tr("Take the selected run off the queue"));
    trailing()->addWidget(m_run);
    for (QPushButton* each : {m_up, m_down, m_remove})
        row->addWidget(each);
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_run, &QPushButton::clicked, this, [this] {
        TrainingController& training = m_session.training();
        training.queueGoesOn() ? training.holdQueue() : training.runQueue();
    });
    connect(m_up, &QPushButton::clicked, this, [this] { change([](Workspace& w, std::int64_t id) { return w.moveInQueue(id, -1); }); });
    connect(m_down, &QPushButton::clicked, this, [this] { change([](Workspace& w, std::int64_t id) { return w.moveInQueue(id, 1); }); });
    connect(m_remove, &QPushButton::clicked, this, [this] { change([](Workspace& w, std::int64_t id) { return w.removeFromQueue(id); }); });
}

void QueueCard::reload() {
    askLatest(m_load, this, m_session.workspace(), [](Workspace& workspace) { return workspace.queue(); },
              [this](Result<std::vector<QueueItem>> items) {
                  if (items) showItems(*items);
                  else Q_EMIT failed(items.error());
              });
}

void QueueCard::showItems(const std::vector<QueueItem>& items) {
    const std::int64_t before = selected();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QueueItem& item : items) {
            auto* row = new QListWidgetItem(lineOf(item), m_list);
            row->setData(IdRole, qlonglong(item.id));
            row->setData(Qt::AccessibleDescriptionRole, toQString(item.status));
            row->setToolTip(item.error.empty() ? runTitle(item.recipe) : toQString(item.error));
            row->setData(Qt::UserRole, toQString(item.status));
            if (item.id == before) m_list->setCurrentItem(row);
        }
    }
    m_list->setFixedHeight(kRow * std::clamp(m_list->count(), 1, kRowsShown) + 4);
    setVisible(!items.empty());
    updateButtons();
}

void QueueCard::updateButtons() {
    const TrainingController& training = m_session.training();
    bool waiting = false;
    for (int row = 0; row < m_list->count(); ++row)
        waiting = waiting || m_list->item(row)->data(Qt::UserRole) == QStringLiteral("waiting");
    m_run->setText(training.queueGoesOn() ? tr("Hold") : tr("Run queue"));
    m_run->setAccessibleName(training.queueGoesOn() ? tr("Hold the queue after the run in progress") : tr("Run what waits, one after the other"));
    m_run->setEnabled(waiting || training.queueGoesOn());
    const QListWidgetItem* current = m_list->currentItem();
    const bool movable = current && current->data(Qt::UserRole) != QStringLiteral("running");
    m_up->setEnabled(movable && m_list->currentRow() > 0);
    m_down->setEnabled(movable && m_list->currentRow() + 1 < m_list->count());
    m_remove->setEnabled(movable);
}

void QueueCard::change(std::function<Status(Workspace&, std::int64_t)> call) {
    const std::int64_t id = selected();
    if (id == 0) return;
    ask(this, m_session.workspace(), [call, id](Workspace& workspace) { return call(workspace, id); },
        [this](Status done) {
            if (!done) Q_EMIT failed(done.error());
            m_session.announceQueueChanged();
        });
}

std::int64_t QueueCard::selected() const {
    const QListWidgetItem* current = m_list->currentItem();
    return current ? current->data(IdRole).toLongLong() : 0;
}

}
