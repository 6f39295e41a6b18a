// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

#include <string>
#include <vector>

namespace espalier {

using TagSequence = std::vector<std::string>;

/// precision, recall and f1 over all entities, precision.<type>, recall.<type> and f1.<type>, and accuracy over tags.
/// An entity is right where its type and both its ends are: seqeval's default mode (conlleval's rules), micro average,
/// 0 where there is nothing to divide by. Throws Exception where a sentence has not as many tags on either side.
Metrics spanMetrics(const std::vector<TagSequence>& truth, const std::vector<TagSequence>& predicted);

}
