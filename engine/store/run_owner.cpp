// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/run_owner.h"

#include <string>
#include <vector>

namespace espalier {

void interruptDeadRuns(Database& database) {
    const auto dead = database.read([&](SQLite::Database& connection) {
        std::vector<std::string> owners;
        SQLite::Statement query(connection, "SELECT DISTINCT owner FROM runs WHERE status = 'running'");
        while (query.executeStep())
            if (std::string owner = query.getColumn(0).getString(); !database.isAlive(owner))
                owners.push_back(std::move(owner));
        return owners;
    });
    if (dead.empty()) return;
    database.write([&](SQLite::Database& connection) {
        SQLite::Statement update(
            connection, "UPDATE runs SET status = 'interrupted', owner = '' WHERE status = 'running' AND owner = ?");
        for (const std::string& owner : dead) {
            SQLite::bind(update, owner);
            update.exec();
            update.reset();
        }
        return Done {};
    });
}

}
