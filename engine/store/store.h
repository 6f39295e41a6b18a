// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <memory>

namespace espalier {

class Database;

/// The workspace's one SQLite file. Opening creates it, migrates it (after a backup), checks it after an unclean exit, and
/// marks runs whose process is gone as interrupted. Thread-safe; another process may have it open as well.
class Store {
public:
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& workspace);
    ~Store();
    Database& database() { return *m_database; }

    /// "ok", or what quick_check and foreign_key_check say.
    std::string check();
    int schemaVersion();
    static std::string sqliteVersion();
    /// A consistent copy, by VACUUM INTO.
    Status copyTo(const std::filesystem::path& file);

private:
    explicit Store(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

}
