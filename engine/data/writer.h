// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/data/table.h"

#include <filesystem>

namespace espalier {

/// Writes a table as CSV (RFC 4180, UTF-8, header first, quotes where needed), whole or not at all.
Status writeCsv(const std::filesystem::path& path, const Table& table);

/// Writes a table as JSON lines: one object of strings a row, whole or not at all.
Status writeJsonl(const std::filesystem::path& path, const Table& table);

}
