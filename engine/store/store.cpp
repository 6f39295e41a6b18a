// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/store.h"

#include "engine/base/file_system.h"
#include "engine/base/log.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "engine/store/run_owner.h"
#include "engine/store/values.h"

#include <sqlite3.h>

namespace espalier {
namespace {

namespace fs = std::filesystem;

constexpr int kApplicationId = 0x45737061; // "Espa"
constexpr std::chrono::seconds kOpenPatience {10};

void createFolders(const fs::path& workspace) {
    for (const fs::path& folder : {workspace, workspace / "processes", workspace / "backups"}) {
        std::error_code code;
        fs::create_directories(folder, code);
        if (code)
            fail(ErrorKind::Failed, "the workspace can't be created: " + code.message(), folder.string(),
                 "check who may write there, or choose another folder with --workspace");
    }
}

/// A consistent copy, written beside, synced (VACUUM INTO does not) and renamed: a copy that is there is whole.
void copyDatabase(SQLite::Database& connection, const fs::path& target) {
    fs::path temporary = target;
    temporary += ".tmp";
    fs::remove(temporary);
    try {
        SQLite::Statement vacuum(connection, "VACUUM INTO ?");
        SQLite::bind(vacuum, temporary.string());
        vacuum.exec();
        file_system::syncPath(temporary);
        file_system::renamePath(temporary, target);
    } catch (...) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        throw;
    }
    file_system::syncPath(file_system::parentFolder(target));
}

/// Refuses what is not ours or too new for us; creates or lifts the schema.
void prepareSchema(SQLite::Database& connection, const fs::path& workspace, std::size_t othersAlive) {
    const int version = schemaVersion(connection);
    const std::string where = (workspace / "espalier.db").string();
    if (version > newestSchema())
        fail(ErrorKind::Failed,
             "the workspace was written by a newer version (schema " + std::to_string(version) + ", this one knows "
                 + std::to_string(newestSchema()) + ")",
             where, "update the program, or choose another folder with --workspace");
    const bool foreign = connection.execAndGet("PRAGMA application_id").getInt() != kApplicationId
        && connection.execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0;
    if (foreign)
        fail(ErrorKind::BadInput, "this database is another program's", where,
             "choose another folder with --workspace");
    if (version == newestSchema()) return;
    if (version == 0) {
        connection.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    } else {
        if (othersAlive > 0)
            fail(ErrorKind::Failed, "the workspace must be brought up to date, but another process has it open", where,
                 "close the other program first");
        copyDatabase(connection, workspace / "backups" / ("espalier-schema-" + std::to_string(version) + ".db"));
    }
    migrate(connection, newestSchema());
}

std::string checkConnection(SQLite::Database& connection) {
    std::string found;
    SQLite::Statement quick(connection, "PRAGMA quick_check");
    while (quick.executeStep())
        if (std::string line = quick.getColumn(0).getString(); line != "ok")
            found += (found.empty() ? "" : "; ") + line;
    SQLite::Statement keys(connection, "PRAGMA foreign_key_check");
    while (keys.executeStep())
        found += (found.empty() ? "" : "; ")
            + ("row " + keys.getColumn(1).getString() + " of " + keys.getColumn(0).getString())
            + " refers to what is not there";
    return found.empty() ? "ok" : found;
}

}

Store::Store(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const fs::path& workspace) {
    return capture([&] {
        createFolders(workspace);
        const fs::path processes = workspace / "processes";
        // One opens at a time: markers are swept, the schema lifted and dead runs found without anybody beside.
        const FileLock opening(processes / "opening", kOpenPatience);
        const auto census = ProcessMarker::sweep(processes);
        auto database = std::make_unique<Database>(workspace / "espalier.db", processes);
        database->read([&](SQLite::Database& connection) {
            prepareSchema(connection, workspace, census.alive);
            if (census.dead == 0) return;
            log(LogLevel::Info, "the last process on this workspace ended without closing it; checking the database");
            if (const std::string found = checkConnection(connection); found != "ok")
                fail(ErrorKind::BadInput, "the workspace's database is damaged: " + found, database->file().string(),
                     "put a copy from the folder backups in its place, or choose another folder with --workspace");
        });
        database->announce();
        interruptDeadRuns(*database);
        return std::unique_ptr<Store>(new Store(std::move(database)));
    });
}

std::string Store::check() {
    auto found = capture([&] { return m_database->read(checkConnection); });
    return found ? *found : describe(found.error());
}

std::string Store::sqliteVersion() { return sqlite3_libversion(); }

int Store::schemaVersion() {
    return m_database->read([](SQLite::Database& connection) { return espalier::schemaVersion(connection); });
}

Status Store::copyTo(const fs::path& file) {
    return capture([&] {
        return m_database->read([&](SQLite::Database& connection) {
            copyDatabase(connection, file);
            return Done {};
        });
    });
}

}
