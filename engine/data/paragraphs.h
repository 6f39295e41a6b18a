// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/read_progress.h"
#include "engine/data/source_text.h"

namespace espalier {

/// Reads running text: blank lines part paragraphs, and a paragraph is a row whose lines stay lines; in a text without a
/// blank line every line is a row. The one column is called text.
void readParagraphs(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result);

}
