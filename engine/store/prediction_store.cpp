// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/prediction_store.h"

#include "engine/base/json.h"
#include "engine/store/database.h"
#include "engine/store/text_search.h"
#include "engine/store/values.h"

namespace espalier {
namespace {

Error noTry(std::int64_t id) {
    return {ErrorKind::NotFound, "there is no try " + std::to_string(id)};
}

TryRecord readTry(SQLite::Statement& query) {
    TryRecord record;
    record.id = query.getColumn(0).getInt64();
    std::string* const texts[]
        = {&record.model, &record.modelTitle, &record.text, &record.label, &record.createdAt, &record.correction};
    int column = 1;
    for (std::string* text : texts)
        *text = query.getColumn(column++).getString();
    record.score = query.getColumn(7).getDouble();
    record.scores = numbersFromJson(query.getColumn(8).getString());
    return record;
}

}

Result<TryRecord> PredictionStore::add(TryRecord record) {
    return capture([&] {
        record.createdAt = timestamp();
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement insert(
                connection,
                "INSERT INTO tries (model, model_title, text, label, created_at, correction, score, scores) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            SQLite::bind(insert, record.model, record.modelTitle, record.text, record.label, record.createdAt,
                         record.correction, finiteOrZero(record.score), toText(Json(record.scores)));
            insert.exec();
            record.id = connection.getLastInsertRowid();
            return record;
        });
    });
}

Status PredictionStore::correct(std::int64_t id, const std::string& label) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(connection, "UPDATE tries SET correction = ? WHERE id = ?");
            SQLite::bind(query, label, id);
            if (query.exec() == 0) throw Exception(noTry(id));
            return Done {};
        });
    });
}

Status PredictionStore::remove(std::int64_t id) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(connection, "DELETE FROM tries WHERE id = ?");
            SQLite::bind(query, id);
            if (query.exec() == 0) throw Exception(noTry(id));
            return Done {};
        });
    });
}

Result<std::vector<TryRecord>> PredictionStore::search(const std::string& search, std::int64_t limit) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            SQLite::Statement query(
                connection,
                "SELECT id, model, model_title, text, label, created_at, correction, score, scores FROM tries "
                "WHERE ?1 = '' OR contains_folded(text, ?1) OR contains_folded(label, ?1) ORDER BY id DESC LIMIT ?2");
            SQLite::bind(query, foldForSearch(search), limit);
            std::vector<TryRecord> tries;
            while (query.executeStep())
                tries.push_back(readTry(query));
            return tries;
        });
    });
}

Result<std::string> SettingStore::get(const std::string& key, const std::string& fallback) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            SQLite::Statement query(connection, "SELECT value FROM settings WHERE key = ?");
            SQLite::bind(query, key);
            return query.executeStep() ? query.getColumn(0).getString() : fallback;
        });
    });
}

Status SettingStore::set(const std::string& key, const std::string& value) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(connection,
                                    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET "
                                    "value = excluded.value");
            SQLite::bind(query, key, value);
            query.exec();
            return Done {};
        });
    });
}

}
