// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace SQLite {
class Database;
}

namespace espalier {

/// SQL steps; step k takes the schema from version k to k + 1. Steps that were released are never edited: append one.
const std::vector<const char*>& migrationSteps();

/// The schema this program writes: the number of steps.
int newestSchema();

int schemaVersion(SQLite::Database& database);

/// Takes the schema up to `version`, each step with its version number in one transaction.
void migrate(SQLite::Database& database, int version);

}
