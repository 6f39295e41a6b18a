// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

/// The id of a dataset; throws Exception where there is none of that name.
std::int64_t datasetId(SQLite::Database& connection, const std::string& name);

/// Positions as the JSON list that json_each() reads.
std::string positionList(const std::vector<std::int64_t>& positions);

}
