// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace espalier {

/// Roles that our item models have beyond Qt's.
enum ItemRole {
    SortRole = Qt::UserRole + 1, ///< what a column is sorted by
    ToneRole, ///< int(Tone): the cell is a pill in that tone
    IdRole ///< the row's number or name in the store
};

}
