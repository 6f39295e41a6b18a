// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/entity_answer.h"

#include <utility>

namespace espalier {

std::optional<Aggregation> aggregationFromName(const std::string& name) {
    constexpr std::pair<const char*, Aggregation> kNames[] = {{"none", Aggregation::None},
                                                              {"simple", Aggregation::Simple},
                                                              {"first", Aggregation::First},
                                                              {"average", Aggregation::Average},
                                                              {"max", Aggregation::Max}};
    for (const auto& [known, aggregation] : kNames)
        if (name == known) return aggregation;
    return std::nullopt;
}

}
