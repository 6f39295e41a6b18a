// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/queue_store.h"

#include "engine/base/json.h"
#include "engine/store/database.h"
#include "engine/store/values.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr const char* kColumns = "id, status, created_at, recipe, run, error";

Error noItem(std::int64_t id) {
    return {ErrorKind::NotFound, "there is no item " + std::to_string(id) + " in the queue", {}, "look at the queue"};
}

QueueItem readItem(SQLite::Statement& query) {
    QueueItem item;
    item.id = query.getColumn(0).getInt64();
    item.status = query.getColumn(1).getString();
    item.createdAt = query.getColumn(2).getString();
    item.recipe = recipeFromJson(parseJson(query.getColumn(3).getString(), "the database's table queue").value()).value();
    item.run = query.getColumn(4).getInt64();
    item.error = query.getColumn(5).getString();
    return item;
}

QueueItem findItem(SQLite::Database& connection, std::int64_t id) {
    SQLite::Statement query(connection, std::string("SELECT ") + kColumns + " FROM queue WHERE id = ?");
    SQLite::bind(query, id);
    if (!query.executeStep()) throw Exception(noItem(id));
    return readItem(query);
}

/// What a process left behind that is gone waits again.
void releaseDead(Database& database, SQLite::Database& connection) {
    std::vector<std::string> dead;
    SQLite::Statement query(connection, "SELECT DISTINCT owner FROM queue WHERE status = 'running'");
    while (query.executeStep())
        if (std::string owner = query.getColumn(0).getString(); !database.isAlive(owner)) dead.push_back(std::move(owner));
    for (const std::string& owner : dead) {
        SQLite::Statement update(connection,
                                 "UPDATE queue SET status = 'waiting', owner = '' WHERE status = 'running' AND owner = ?");
        SQLite::bind(update, owner);
        update.exec();
    }
}

std::vector<QueueItem> allItems(Database& database, SQLite::Database& connection) {
    releaseDead(database, connection);
    SQLite::Statement query(connection, std::string("SELECT ") + kColumns + " FROM queue ORDER BY place, id");
    std::vector<QueueItem> items;
    while (query.executeStep())
        items.push_back(readItem(query));
    return items;
}

/// Runs `sql`, whose ?1 is the item's id; error where there is no such item.
template <typename... Values>
Status change(Store& store, std::int64_t id, const std::string& sql, const Values&... values) {
    return capture([&] {
        return store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(connection, sql);
            SQLite::bind(query, id, values...);
            if (query.exec() == 0) throw Exception(noItem(id));
            return Done {};
        });
    });
}

}

Result<QueueItem> QueueStore::add(const Recipe& recipe) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement insert(
                connection, "INSERT INTO queue (place, status, owner, recipe, run, error, created_at) VALUES "
                            "((SELECT coalesce(max(place), 0) + 1 FROM queue), 'waiting', '', ?, 0, '', ?)");
            SQLite::bind(insert, toText(toJson(recipe)), timestamp());
            insert.exec();
            return findItem(connection, connection.getLastInsertRowid());
        });
    });
}

Result<std::vector<QueueItem>> QueueStore::list() {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) { return allItems(database, connection); });
    });
}

Result<QueueItem> QueueStore::find(std::int64_t id) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) { return findItem(connection, id); });
    });
}

Status QueueStore::remove(std::int64_t id) {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) {
            releaseDead(database, connection);
            if (findItem(connection, id).status == "running")
                espalier::fail(ErrorKind::Failed, "item " + std::to_string(id) + " of the queue is running", {}, "stop its run first");
            SQLite::Statement query(connection, "DELETE FROM queue WHERE id = ?");
            SQLite::bind(query, id);
            query.exec();
            return Done {};
        });
    });
}

Status QueueStore::move(std::int64_t id, std::int64_t by) {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) {
            auto items = allItems(database, connection);
            const auto found = std::find_if(items.begin(), items.end(), [&](const QueueItem& item) { return item.id == id; });
            if (found == items.end()) throw Exception(noItem(id));
            const std::int64_t last = static_cast<std::int64_t>(items.size()) - 1, from = found - items.begin();
            const std::int64_t to = std::clamp<std::int64_t>(from + std::clamp(by, -last, last), 0, last);
            if (to < from) std::rotate(items.begin() + to, found, found + 1);
            else std::rotate(found, found + 1, items.begin() + to + 1);
            SQLite::Statement update(connection, "UPDATE queue SET place = ? WHERE id = ?");
            for (std::size_t place = 0; place < items.size(); ++place) {
                SQLite::bind(update, static_cast<std::int64_t>(place) + 1, items[place].id);
                update.exec();
                update.reset();
            }
            return Done {};
        });
    });
}

Result<std::optional<QueueItem>> QueueStore::take() {
    return capture([&] {
        Database& database = m_store.database();
        return database.write([&](SQLite::Database& connection) -> std::optional<QueueItem> {
            for (QueueItem& item : allItems(database, connection)) {
                if (item.status != "waiting") continue;
                SQLite::Statement update(connection, "UPDATE queue SET status = 'running', owner = ?2, error = '' WHERE id = ?1");
                SQLite::bind(update, item.id, database.owner());
                update.exec();
                item.status = "running";
                return std::move(item);
            }
            return std::nullopt;
        });
    });
}

Status QueueStore::setRun(std::int64_t id, std::int64_t run) {
    return change(m_store, id, "UPDATE queue SET run = ?2 WHERE id = ?1", run);
}

Status QueueStore::giveBack(std::int64_t id) {
    return change(m_store, id, "UPDATE queue SET status = 'waiting', owner = '' WHERE id = ?1");
}

Status QueueStore::fail(std::int64_t id, const std::string& error) {
    return change(m_store, id, "UPDATE queue SET status = 'failed', owner = '', error = ?2 WHERE id = ?1", error);
}

Status QueueStore::finish(std::int64_t id) {
    return change(m_store, id, "DELETE FROM queue WHERE id = ?1");
}

}
