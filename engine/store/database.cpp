// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"

#include "engine/base/log.h"
#include "engine/store/text_search.h"

#include <sqlite3.h>

namespace espalier {
namespace {

constexpr int kBusyMilliseconds = 5000;

std::string_view textOf(sqlite3_value* value) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// SQL: contains_folded(text, folded needle)
void containsFoldedInSql(sqlite3_context* context, int, sqlite3_value** values) {
    try {
        sqlite3_result_int(context, containsFolded(textOf(values[0]), textOf(values[1])));
    } catch (const std::exception& exception) { // none may cross SQLite's C frames
        sqlite3_result_error(context, exception.what(), -1);
    }
}

SQLite::Database openConnection(const std::filesystem::path& file) {
    try {
        SQLite::Database connection(file.string(),
                                    SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_FULLMUTEX);
        connection.setBusyTimeout(kBusyMilliseconds);
        connection.exec("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                        "PRAGMA cache_size = -16000; PRAGMA trusted_schema = OFF");
        connection.createFunction("contains_folded", 2, true, nullptr, &containsFoldedInSql, nullptr, nullptr, nullptr);
        return connection;
    } catch (const SQLite::Exception& exception) {
        throw Exception(databaseError(exception, file));
    }
}

}

WriteTransaction::WriteTransaction(SQLite::Database& database)
    : m_database(database), m_nested(!sqlite3_get_autocommit(database.getHandle())) {
    database.exec(m_nested ? "SAVEPOINT nested" : "BEGIN IMMEDIATE");
}

WriteTransaction::~WriteTransaction() {
    // After some errors (disk full) SQLite has rolled back already.
    if (m_committed || sqlite3_get_autocommit(m_database.getHandle())) return;
    if (m_database.tryExec(m_nested ? "ROLLBACK TO nested; RELEASE nested" : "ROLLBACK") != SQLITE_OK)
        log(LogLevel::Warning, "the database could not roll back");
}

void WriteTransaction::commit() {
    m_database.exec(m_nested ? "RELEASE nested" : "COMMIT");
    m_committed = true;
}

Error databaseError(const SQLite::Exception& exception, const std::filesystem::path& file) {
    const std::string where = file.string();
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Failed, "the workspace is in use by another process that does not let go", where,
                "try again, or close the other program"};
    case SQLITE_FULL:
        return {ErrorKind::Failed, "the disk is full", where, "free some space on that disk and try again"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorKind::Failed, "the workspace's database can't be opened for writing", where,
                "check who may write there, or choose another folder with --workspace"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorKind::BadInput, "the workspace's database is damaged: " + std::string(exception.what()), where,
                "put a copy from the folder backups in its place, or choose another folder with --workspace"};
    case SQLITE_IOERR:
        return {ErrorKind::Failed, "the disk can't be read or written", where, "check the disk and try again"};
    default:
        return {ErrorKind::Failed, "the workspace's database says: " + std::string(exception.what()), where};
    }
}

Database::Database(std::filesystem::path file, std::filesystem::path processes)
    : m_file(std::move(file)), m_processes(std::move(processes)), m_connection(openConnection(m_file)) { }

}
