// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace espalier::nn {

/// Where sequences begin and end in a packed stream: sequence s is rows [offsets[s], offsets[s+1]).
using Offsets = std::shared_ptr<const std::vector<std::int32_t>>;

/// Queries and keys of an attention; the same offsets where every token asks.
struct AttentionLayout {
    Offsets queries, keys;
    std::int64_t sequences() const { return static_cast<std::int64_t>(keys->size()) - 1; }
};

}
