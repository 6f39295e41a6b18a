// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"

#include <string>
#include <string_view>

namespace espalier {

/// Reads a merges.txt: two tokens a line, after a line that begins with #version. Throws Exception, naming `where` and
/// the line, for any other line.
BpeMerges readMergesTxt(std::string_view text, const std::string& where);

/// "a b" as a merge; `what` names its place in errors.
std::pair<std::string, std::string> parseMerge(std::string_view text, const std::string& what);

}
