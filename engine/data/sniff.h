// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/source_text.h"

#include <string>
#include <vector>

namespace espalier {

/// How the cells of a delimited file are told apart.
struct CsvDialect {
    char delimiter = ',';
    bool quoting = true; ///< false: quotes are letters, as in many TSV files
};

/// By the file name's extension where it says enough, else by content.
FileFormat sniffFormat(const std::filesystem::path& path, const SourceText& source);

/// The delimiter that cuts the first records most evenly; `wanted` is taken as it is.
CsvDialect sniffDialect(const SourceText& source, FileFormat format, std::optional<char> wanted);

/// The first records that are whole, at most `limit`.
std::vector<std::vector<std::string>> firstRecords(const SourceText& source, const CsvDialect& dialect,
                                                   std::size_t limit);

/// Whether the first of these records names the columns.
bool sniffHeader(const std::vector<std::vector<std::string>>& records);

/// The number of fields most of the records have; 0 where there are none.
std::size_t usualFieldCount(const std::vector<std::vector<std::string>>& records);

}
