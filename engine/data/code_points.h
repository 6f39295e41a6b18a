// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace espalier {

/// The byte at which each code point of a UTF-8 text begins, and the text's length after the last.
std::vector<std::size_t> codePointStarts(std::string_view text);

}
