// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/read_progress.h"
#include "engine/data/source_text.h"

namespace espalier {

/// Reads JSON lines into `result`: one object a line, columns in the order in which keys first appear. Strings and
/// numbers as they are written, null as an empty cell, nested values as JSON text.
void readJsonLines(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result);

}
