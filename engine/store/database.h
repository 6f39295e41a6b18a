// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/store/process_marker.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>

#include <filesystem>
#include <mutex>
#include <optional>

namespace espalier {

/// BEGIN IMMEDIATE … COMMIT, or a savepoint inside another; rolls back where commit() was not reached. Immediate, since
/// a transaction that turns from reading to writing can deadlock with another process.
class WriteTransaction {
public:
    explicit WriteTransaction(SQLite::Database& database);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    void commit();

private:
    SQLite::Database& m_database;
    bool m_nested;
    bool m_committed = false;
};

/// What SQLite said, as an Error with its cure.
Error databaseError(const SQLite::Exception& exception, const std::filesystem::path& file);

/// The one connection to a workspace's file; every thread goes through it, one at a time.
///
/// Rollback journal with synchronous=FULL, not WAL: SQLite before 3.51.3 (Debian 12 has 3.40) can corrupt a WAL
/// database when several connections write and one resets the log, and another process may have the same workspace
/// open. Our writes are batches of events, so the extra fsyncs don't matter. No wait for another process is longer than
/// five seconds.
class Database {
public:
    /// Opens or creates the file and takes up its place in `processes`. Throws Exception.
    Database(std::filesystem::path file, std::filesystem::path processes);

    /// body(SQLite::Database&), alone on the connection. SQLite's exceptions come out as Exception.
    template <typename Body>
    auto read(Body&& body) {
        std::lock_guard lock(m_mutex);
        try {
            return body(m_connection);
        } catch (const SQLite::Exception& exception) {
            throw Exception(databaseError(exception, m_file));
        }
    }

    /// As read(), in a transaction that is kept only where body returns.
    template <typename Body>
    auto write(Body&& body) {
        return read([&](SQLite::Database& connection) {
            WriteTransaction transaction(connection);
            auto result = body(connection);
            transaction.commit();
            return result;
        });
    }

    const std::filesystem::path& file() const { return m_file; }
    /// The marker's name that our runs carry.
    const std::string& owner() const { return m_marker->name(); }
    bool isAlive(const std::string& owner) const { return ProcessMarker::isAlive(m_processes, owner); }
    /// From now on other processes see us; owner() is valid afterwards.
    void announce() { m_marker.emplace(m_processes); }

private:
    std::filesystem::path m_file, m_processes;
    std::recursive_mutex m_mutex;
    std::optional<ProcessMarker> m_marker; // goes after the connection is closed
    SQLite::Database m_connection;
};

}
