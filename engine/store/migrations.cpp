// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/migrations.h"

#include "engine/store/database.h"

#include <string>

namespace espalier {
namespace {

constexpr const char* kDatasets = R"sql(
CREATE TABLE datasets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source_path TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    task TEXT NOT NULL,
    text_column TEXT NOT NULL,
    pair_column TEXT NOT NULL,
    label_column TEXT NOT NULL,
    row_count INTEGER NOT NULL,             -- those not removed
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE bad_lines (
    dataset INTEGER NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX bad_lines_by_dataset ON bad_lines(dataset);
CREATE TABLE dataset_rows (
    id INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    pair TEXT NOT NULL,
    label TEXT NOT NULL,
    split INTEGER NOT NULL DEFAULT 0 CHECK (split BETWEEN 0 AND 3),     -- none, train, validation, test
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX dataset_rows_by_position ON dataset_rows(dataset, position);
-- Paging skips over rows in this index alone, without reading their texts.
CREATE INDEX dataset_rows_kept ON dataset_rows(dataset, position) WHERE removed = 0;
CREATE TABLE dataset_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field IN ('removed', 'label', 'split')),
    what TEXT NOT NULL
) STRICT;
CREATE INDEX dataset_steps_by_dataset ON dataset_steps(dataset);
CREATE TABLE dataset_step_rows (
    step INTEGER NOT NULL REFERENCES dataset_steps(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    before ANY NOT NULL,                    -- the field's value, to be put back
    PRIMARY KEY (step, position)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kRuns = R"sql(
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given twice: run:12 stays run 12
    name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'stopped', 'failed', 'interrupted')),
    owner TEXT NOT NULL,                    -- marker of the process that runs it
    created_at TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    recipe TEXT NOT NULL,                   -- JSON
    labels TEXT NOT NULL,                   -- JSON
    step INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    best_step INTEGER NOT NULL,
    parameters INTEGER NOT NULL,
    trainable_parameters INTEGER NOT NULL,
    train_seconds REAL NOT NULL,
    samples_per_second REAL NOT NULL,
    split TEXT NOT NULL,
    metrics TEXT NOT NULL,                  -- JSON
    folder TEXT NOT NULL,
    output TEXT NOT NULL,
    error TEXT NOT NULL,
    device TEXT NOT NULL
) STRICT;
CREATE INDEX runs_running ON runs(owner) WHERE status = 'running';
CREATE TABLE run_events (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    step INTEGER NOT NULL,                  -- 0 where the event has none
    json TEXT NOT NULL,
    PRIMARY KEY (run, sequence)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kPredictions = R"sql(
CREATE TABLE run_predictions (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    text TEXT NOT NULL,
    truth TEXT NOT NULL,
    predicted TEXT NOT NULL,
    score REAL NOT NULL
) STRICT;
CREATE INDEX run_predictions_by_run ON run_predictions(run, id);
CREATE TABLE tries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    model TEXT NOT NULL,
    model_title TEXT NOT NULL,
    text TEXT NOT NULL,
    label TEXT NOT NULL,
    score REAL NOT NULL,
    scores TEXT NOT NULL,                   -- JSON
    correction TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kGroupsAndQueue = R"sql(
ALTER TABLE runs ADD COLUMN "group" TEXT NOT NULL DEFAULT '';           -- runs that belong together; '': alone
ALTER TABLE runs ADD COLUMN peak_memory_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_by_group ON runs("group") WHERE "group" <> '';
CREATE TABLE queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL,                 -- ascending: the order in which they run
    status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'failed')),
    owner TEXT NOT NULL,                    -- marker of the process that runs it
    recipe TEXT NOT NULL,                   -- JSON
    run INTEGER NOT NULL,                   -- that it became; 0: none yet
    error TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
)sql";

}

const std::vector<const char*>& migrationSteps() {
    static const std::vector<const char*> steps {kDatasets, kRuns, kPredictions, kGroupsAndQueue};
    return steps;
}

int newestSchema() {
    return static_cast<int>(migrationSteps().size());
}

int schemaVersion(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database, int version) {
    for (int current = schemaVersion(database); current < version; ++current) {
        WriteTransaction transaction(database);
        database.exec(migrationSteps().at(static_cast<std::size_t>(current)));
        database.exec("PRAGMA user_version = " + std::to_string(current + 1));
        transaction.commit();
    }
}

}
