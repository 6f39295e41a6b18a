// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QString>

#include <vector>

namespace espalier {

/// A setting that a search may vary.
struct SearchField {
    std::string path; ///< as SearchAxis::field
    QString title;
    QString suggestion; ///< values to begin with, as they are typed; empty: none are known
    QString usual; ///< "usually 1e-5 – 5e-4", or the values that there are
};

/// Those of the training and of the recipe's strategy, the learning rate first.
std::vector<SearchField> searchFields(const Recipe& recipe);

/// "Learning rate"; the last part of a path that is none of ours.
QString searchFieldTitle(const std::string& path);

}
