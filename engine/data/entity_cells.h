// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/schema.h"

#include <optional>

namespace espalier {

/// Columns of entities, and of the words that they belong to (empty: the words are a plain text's).
struct EntityColumns {
    std::string words, label;
};

/// The columns of a table that look like sentences with entities: a text with spans ([start, end, type] or objects), or
/// a list of words with a list of tags; nothing where there are none.
std::optional<EntityColumns> guessEntityColumns(const Table& table);

/// Whether a column holds entities in one of these forms.
bool holdsEntities(const Table& table, const std::string& column);

/// Rows → sentences with their entities as datasets keep them (entities.h). Rows whose entities can't be read go to
/// `badLines`. Error where a column is missing.
Result<std::vector<Example>> toEntityExamples(const Table& table, const ColumnMapping& mapping,
                                              std::vector<BadLine>& badLines);

}
