// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"

#include <memory>

namespace espalier {

/// One rule from the names of a file to those of Transformers today.
struct RenameRule {
    enum class Kind { DropPrefix, ReplaceSuffix, Ignore };
    Kind kind;
    std::string from, to {};
};

/// The canonical name of a tensor: the same for a bare body's and a prefixed model's weights. Empty: to be ignored.
std::string canonicalName(std::string name, const std::vector<RenameRule>& rules);

}
