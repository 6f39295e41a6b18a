// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/vocabulary.h"

#include <string>
#include <string_view>

namespace espalier {

/// Reads a vocab.txt: one token a line, its id the line's number from 0. White space at the end of a line is not part
/// of the token. Throws Exception, naming `where` and the line, for what is not UTF-8.
Vocabulary readVocabTxt(std::string_view text, const std::string& where);

}
