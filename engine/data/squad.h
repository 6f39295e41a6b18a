// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/read_progress.h"
#include "engine/data/source_text.h"

namespace espalier {

/// Whether a text begins like a file of the Stanford Question Answering Dataset, version 1.1 or 2.0.
bool looksLikeSquad(std::string_view text);

/// Reads such a file into `result`: a row a question, with the columns id, title, context, question and answers, the last
/// as Hugging Face's tables have it ({"text":[…],"answer_start":[…]}; an empty cell where nobody has looked). A
/// question that lacks something is a bad line, and so is what follows a place where the JSON is broken.
void readSquad(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result);

}
