// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/run_store.h"

#include "engine/recipe/strategy_info.h"
#include "engine/store/database.h"
#include "engine/store/run_owner.h"
#include "engine/store/values.h"

namespace espalier {
namespace {

constexpr const char* kColumns = "id, name, status, created_at, finished_at, recipe, labels, step, steps, best_step, "
                                 "parameters, trainable_parameters, "
                                 "train_seconds, samples_per_second, split, metrics, folder, output, error, device, "
                                 "\"group\", peak_memory_bytes, file_bytes";

Error noRun(std::int64_t id) {
    return {ErrorKind::NotFound, "there is no run " + std::to_string(id), {}, "look at the list of runs"};
}

Json parseColumn(SQLite::Statement& query, int column) {
    return parseJson(query.getColumn(column).getString(), "the database's table runs").value();
}

RunRecord readRun(SQLite::Statement& query) {
    RunRecord run;
    run.id = query.getColumn(0).getInt64();
    run.name = query.getColumn(1).getString();
    run.status = query.getColumn(2).getString();
    run.createdAt = query.getColumn(3).getString();
    run.finishedAt = query.getColumn(4).getString();
    run.recipe = recipeFromJson(parseColumn(query, 5)).value();
    run.labels = parseColumn(query, 6).get<std::vector<std::string>>();
    std::int64_t* const counts[] = {&run.step, &run.steps, &run.bestStep, &run.parameters, &run.trainableParameters};
    int column = 7;
    for (std::int64_t* count : counts)
        *count = query.getColumn(column++).getInt64();
    run.trainSeconds = query.getColumn(12).getDouble();
    run.samplesPerSecond = query.getColumn(13).getDouble();
    run.split = query.getColumn(14).getString();
    run.metrics = numbersFromJson(query.getColumn(15).getString());
    run.folder = query.getColumn(16).getString();
    run.output = query.getColumn(17).getString();
    run.error = query.getColumn(18).getString();
    run.device = query.getColumn(19).getString();
    run.group = query.getColumn(20).getString();
    run.peakMemoryBytes = query.getColumn(21).getInt64();
    run.fileBytes = query.getColumn(22).getInt64();
    return run;
}

RunRecord findRun(SQLite::Database& connection, std::int64_t id) {
    SQLite::Statement query(connection, std::string("SELECT ") + kColumns + " FROM runs WHERE id = ?");
    SQLite::bind(query, id);
    if (!query.executeStep()) throw Exception(noRun(id));
    return readRun(query);
}

/// "movie_reviews, full": what a run is called that nobody named.
std::string nameFor(const Recipe& recipe) {
    if (!recipe.name.empty()) return recipe.name;
    const StrategyInfo* strategy = findStrategyInfo(recipe.strategy.kind);
    std::string title = strategy ? strategy->title : recipe.strategy.kind;
    if (!title.empty() && title[0] >= 'A' && title[0] <= 'Z') title[0] = static_cast<char>(title[0] + 32);
    return std::filesystem::path(recipe.data.train).stem().string() + ", " + title;
}

/// Errors where a run is at work in a process that lives, this one included.
void requireIdle(Database& database, SQLite::Database& connection, std::int64_t id) {
    SQLite::Statement query(connection, "SELECT status, owner FROM runs WHERE id = ?");
    SQLite::bind(query, id);
    if (!query.executeStep()) throw Exception(noRun(id));
    if (query.getColumn(0).getString() == "running" && database.isAlive(query.getColumn(1).getString()))
        fail(ErrorKind::Failed, "run " + std::to_string(id) + " is running", {},
             "stop it first, or wait until it is done");
}

}

Result<RunRecord> RunStore::create(const Recipe& recipe, const std::vector<std::string>& labels,
                                   const std::string& group) {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) {
            SQLite::Statement insert(
                connection,
                "INSERT INTO runs (name, status, owner, created_at, finished_at, recipe, labels, step, steps, "
                "best_step, "
                "parameters, trainable_parameters, train_seconds, samples_per_second, split, metrics, folder, output, "
                "error, device, \"group\") VALUES (?, 'running', ?, ?, '', ?, ?, 0, 0, 0, 0, 0, 0, 0, '', '{}', '', '', '', '', ?)");
            SQLite::bind(insert, nameFor(recipe), database.owner(), timestamp(), toText(toJson(recipe)),
                         toText(Json(labels)), group);
            insert.exec();
            return findRun(connection, connection.getLastInsertRowid());
        });
    });
}

Result<std::string> RunStore::newGroup(const std::string& kind) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            SQLite::Statement query(
                connection, "SELECT coalesce(max(CAST(substr(\"group\", length(?1) + 2) AS INTEGER)), 0) + 1 FROM runs "
                            "WHERE substr(\"group\", 1, length(?1) + 1) = ?1 || '-'");
            SQLite::bind(query, kind);
            query.executeStep();
            return kind + "-" + std::to_string(query.getColumn(0).getInt64());
        });
    });
}

Result<std::vector<RunRecord>> RunStore::list() {
    return capture([&] {
        interruptDeadRuns(m_store.database());
        return m_store.database().read([](SQLite::Database& connection) {
            SQLite::Statement query(connection, std::string("SELECT ") + kColumns + " FROM runs ORDER BY id");
            std::vector<RunRecord> runs;
            while (query.executeStep())
                runs.push_back(readRun(query));
            return runs;
        });
    });
}

Result<RunRecord> RunStore::find(std::int64_t id) {
    return capture([&] {
        interruptDeadRuns(m_store.database());
        return m_store.database().read([&](SQLite::Database& connection) { return findRun(connection, id); });
    });
}

Status RunStore::update(const RunRecord& run) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(
                connection,
                "UPDATE runs SET name = ?2, status = ?3, owner = iif(?3 = 'running', owner, ''), finished_at = ?4, "
                "recipe = ?5, "
                "labels = ?6, step = ?7, steps = ?8, best_step = ?9, parameters = ?10, trainable_parameters = ?11, "
                "train_seconds = ?12, samples_per_second = ?13, split = ?14, metrics = ?15, folder = ?16, output = "
                "?17, "
                "error = ?18, device = ?19, \"group\" = ?20, peak_memory_bytes = ?21, file_bytes = ?22 WHERE id = ?1");
            SQLite::bind(query, run.id, run.name, run.status, run.finishedAt, toText(toJson(run.recipe)),
                         toText(Json(run.labels)), run.step, run.steps, run.bestStep, run.parameters,
                         run.trainableParameters, finiteOrZero(run.trainSeconds), finiteOrZero(run.samplesPerSecond),
                         run.split, toText(Json(run.metrics)), run.folder, run.output, run.error, run.device, run.group,
                         run.peakMemoryBytes, run.fileBytes);
            if (query.exec() == 0) throw Exception(noRun(run.id));
            return Done {};
        });
    });
}

Status RunStore::claim(std::int64_t id) {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) {
            requireIdle(database, connection, id);
            if (findRun(connection, id).status == "completed")
                fail(ErrorKind::Usage, "run " + std::to_string(id) + " is complete: there is nothing to go on with", {},
                     "start a new run with its model as the base");
            SQLite::Statement query(
                connection, "UPDATE runs SET status = 'running', owner = ?, finished_at = '', error = '' WHERE id = ?");
            SQLite::bind(query, database.owner(), id);
            query.exec();
            return Done {};
        });
    });
}

Status RunStore::remove(std::int64_t id) {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) {
            requireIdle(database, connection, id);
            SQLite::Statement query(connection, "DELETE FROM runs WHERE id = ?");
            SQLite::bind(query, id);
            query.exec();
            return Done {};
        });
    });
}

}
