// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace espalier {

/// Text as it is compared in a search: NFKC_Casefold (Unicode Standard 3.13), so that case and the spelling of accents
/// don't matter. SQLite's LIKE folds ASCII only.
std::string foldForSearch(std::string_view text);

/// Whether `folded` (a result of foldForSearch) is part of the folded text.
bool containsFolded(std::string_view text, std::string_view folded);

}
