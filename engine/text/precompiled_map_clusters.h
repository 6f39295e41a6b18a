// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace espalier {

/// Where the extended grapheme cluster (UAX 29, Unicode 17) that begins at `begin` < text.size() ends. As the reference
/// splits, from its own tables, so the same on every machine; but it does not pair regional indicators, since a cluster
/// with one has more than the five bytes up to which a PrecompiledMap looks at it as a whole.
std::size_t clusterEnd(std::string_view text, std::size_t begin);

}
