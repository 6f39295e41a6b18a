// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace espalier {

/// The text in lower case, each character by itself, as Python's str.lower() but for a final sigma.
std::string lowerCased(std::string_view text);

}
