// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/schema.h"

#include <filesystem>

namespace espalier {

/// Writes a table as CSV (RFC 4180, UTF-8, header first, quotes where needed), whole or not at all.
Status writeCsv(const std::filesystem::path& path, const Table& table);

/// Writes a table as JSON lines: one object of strings a row, whole or not at all.
Status writeJsonl(const std::filesystem::path& path, const Table& table);

/// Writes sentences with entities (entities.h) as CoNLL: word, tab and IOB2 tag a line, a blank line between sentences,
/// whole or not at all. Error for a sentence without words, or whose entities nobody has marked: the form has no place
/// for them.
Status writeConll(const std::filesystem::path& path, const std::vector<Example>& sentences);

}
