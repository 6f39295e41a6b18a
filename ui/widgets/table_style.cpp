// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kit.h"

#include <QHeaderView>
#include <QTableView>

namespace espalier {

void styleTable(QTableView* view) {
    view->setShowGrid(false);
    view->setAlternatingRowColors(false);
    view->setWordWrap(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTabKeyNavigation(false);   // Tab leaves the table; arrows move in it
    view->setFrameShape(QFrame::NoFrame);
    view->setCornerButtonEnabled(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(30);
    auto* header = view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setMinimumSectionSize(40);
    header->setFixedHeight(28);
    view->setSortingEnabled(true);
}

}
