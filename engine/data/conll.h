// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/read_progress.h"
#include "engine/data/source_text.h"

namespace espalier {

/// Reads a CoNLL file: a word a line with its tag in the last column, blank lines between sentences, -DOCSTART- lines
/// and comments left out. Columns stand apart by tabs, or by blanks where there are none. A row is a sentence: its words
/// joined by single blanks, and its tags as IOB2 (entities.h). A line that can't be used takes its sentence with it.
void readConll(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result);

/// Whether the first lines are words with tags and there is a blank line among them.
bool looksLikeConll(const SourceText& source);

}
