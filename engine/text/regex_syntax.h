// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace espalier {

/// A regular expression of Oniguruma's Ruby syntax as PCRE2 reads it with its classes of Unicode: \s, \w and \h mean
/// the same characters as there. Throws Exception, naming `where`, for what has no counterpart.
std::string toPcre(const std::string& expression, const std::string& where);

}
