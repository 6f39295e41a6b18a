// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/widgets/kit.h"
#include "ui/widgets/repolish.h"

#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

namespace {

constexpr int kWidth = 520, kMostShown = 60, kKindRole = Qt::UserRole + 2;

/// Title, and at the far end what it is.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QString kind = index.data(kKindRole).toString();
        const int width = std::min(option.fontMetrics.horizontalAdvance(kind), option.rect.width() / 2);
        const QRect end = option.rect.adjusted(10, 0, -10, 0);
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(Theme::instance().color(Tone::Muted));
        painter->drawText(end, int(QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter),
                          option.fontMetrics.elidedText(kind, Qt::ElideRight, width));
    }
};

}

int fuzzyScore(const QString& pattern, const QString& text) {
    int score = 0, at = 0, before = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace()) continue;
        int found = -1;
        for (int i = at; i < text.size() && found < 0; ++i)
            if (text[i].toCaseFolded() == wanted.toCaseFolded()) found = i;
        if (found < 0) return -1;
        const bool wordStart = found == 0 || !text[found - 1].isLetterOrNumber();
        score += found == before + 1 ? 8 : wordStart ? 6 : 1;
        score -= std::min(found - at, 3);
        before = found;
        at = found + 1;
    }
    return std::max(score * 100 - int(text.size()), 0);
}

CommandPalette::CommandPalette(QWidget* window) :
    QFrame(window), m_edit(new QLineEdit(this)), m_list(new QListView(this)), m_model(new QStandardItemModel(this)) {
    setKind(this, "palette");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);    // the arrow keys go to it from the line
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(32);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 70));
    setGraphicsEffect(shadow);
    m_edit->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(std::vector<Command> commands) {
    m_commands = std::move(commands);
    m_edit->setPlaceholderText(tr("Go to a page, a run, a dataset, or do something…"));
    m_edit->setAccessibleName(tr("Command"));
    m_list->setAccessibleName(tr("Commands that fit"));
    m_edit->clear();
    filter();
    if (!isVisible()) m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::add(std::vector<Command> commands) {
    std::move(commands.begin(), commands.end(), std::back_inserter(m_commands));
    if (isVisible()) filter();
}

QStringList CommandPalette::shownTitles() const {
    QStringList titles;
    for (int row = 0; row < m_model->rowCount(); ++row) titles.append(m_commands[m_model->item(row)->data().toUInt()].title);
    return titles;
}

void CommandPalette::filter() {
    std::vector<std::pair<int, std::size_t>> fits;
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        // What a command is counts too ("run"), but less than what it is called.
        int score = fuzzyScore(m_edit->text(), m_commands[i].title);
        if (score < 0) {
            const int withKind = fuzzyScore(m_edit->text(), m_commands[i].title + QLatin1Char(' ') + m_commands[i].kind);
            score = withKind < 0 ? withKind : withKind / 4;     // -1 / 4 would be a match
        }
        if (score >= 0) fits.emplace_back(m_edit->text().isEmpty() ? 0 : -score, i);
    }
    std::stable_sort(fits.begin(), fits.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_model->clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(fits.size(), kMostShown); ++i) {
        const Command& command = m_commands[fits[i].second];
        auto* item = new QStandardItem(command.title);
        item->setData(uint(fits[i].second));
        item->setData(command.kind, kKindRole);
        item->setData(QStringLiteral("%1, %2").arg(command.title, command.kind), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    if (m_model->rowCount() > 0) m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::runCurrent() {
    const auto index = m_list->currentIndex();
    if (!index.isValid()) return;
    const auto run = m_commands[m_model->itemFromIndex(index)->data().toUInt()].run;
    close();
    if (run) run();
}

void CommandPalette::close() {
    hide();
    if (m_focusBefore) m_focusBefore->setFocus(Qt::OtherFocusReason);
    m_focusBefore = nullptr;
}

void CommandPalette::place() {
    const QSize room = parentWidget()->size();
    const int width = std::min(kWidth, room.width() - 40);
    setGeometry((room.width() - width) / 2, std::max(20, room.height() / 8), width, std::min(420, room.height() * 3 / 4));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible()) place();
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible() && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        m_focusBefore = nullptr;        // the user went elsewhere by himself
        hide();
    }
    if (event->type() != QEvent::KeyPress) return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Return: case Qt::Key_Enter: runCurrent(); return true;
    case Qt::Key_Up: case Qt::Key_Down: case Qt::Key_PageUp: case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    default: return false;
    }
}

}
