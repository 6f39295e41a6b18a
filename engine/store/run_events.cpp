// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "engine/store/run_store.h"
#include "engine/store/values.h"

namespace espalier {

Status RunStore::appendEvents(std::int64_t id, const std::vector<RunEvent>& events) {
    return capture([&] {
        if (events.empty()) return Done {};
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement last(connection, "SELECT coalesce(max(sequence), 0) FROM run_events WHERE run = ?");
            SQLite::bind(last, id);
            last.executeStep();
            std::int64_t sequence = last.getColumn(0).getInt64();
            SQLite::Statement insert(connection,
                                     "INSERT INTO run_events (run, sequence, kind, step, json) VALUES (?, ?, ?, ?, ?)");
            for (const RunEvent& event : events) {
                const Json json = toJson(event);
                const std::int64_t step = json.contains("step") ? json["step"].get<std::int64_t>() : 0;
                SQLite::bind(insert, id, ++sequence, json["event"].get<std::string>(), step, toText(json));
                insert.exec();
                insert.reset();
            }
            return Done {};
        });
    });
}

Status RunStore::truncateEvents(std::int64_t id, std::int64_t step) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(
                connection,
                "DELETE FROM run_events WHERE run = ? AND kind IN ('step', 'evaluation', 'layers', 'sample') AND step > ?");
            SQLite::bind(query, id, step);
            query.exec();
            return Done {};
        });
    });
}

Result<std::vector<RunEvent>> RunStore::events(std::int64_t id, std::int64_t after) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            SQLite::Statement query(connection,
                                    "SELECT json FROM run_events WHERE run = ? ORDER BY sequence LIMIT -1 OFFSET ?");
            SQLite::bind(query, id, after);
            std::vector<RunEvent> events;
            while (query.executeStep()) {
                const std::string where = "event "
                    + std::to_string(after + static_cast<std::int64_t>(events.size()) + 1) + " of run "
                    + std::to_string(id);
                events.push_back(runEventFromJson(parseJson(query.getColumn(0).getString(), where).value()).value());
            }
            return events;
        });
    });
}

Status RunStore::setPredictions(std::int64_t id, const std::vector<RunRowPrediction>& predictions) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement old(connection, "DELETE FROM run_predictions WHERE run = ?");
            SQLite::bind(old, id);
            old.exec();
            SQLite::Statement insert(
                connection,
                "INSERT INTO run_predictions (run, row, text, truth, predicted, score) VALUES (?, ?, ?, ?, ?, ?)");
            for (const RunRowPrediction& row : predictions) {
                SQLite::bind(insert, id, row.row, row.text, row.truth, row.predicted, finiteOrZero(row.score));
                insert.exec();
                insert.reset();
            }
            return Done {};
        });
    });
}

Result<std::vector<RunRowPrediction>> RunStore::predictions(std::int64_t id) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            SQLite::Statement query(
                connection, "SELECT row, text, truth, predicted, score FROM run_predictions WHERE run = ? ORDER BY id");
            SQLite::bind(query, id);
            std::vector<RunRowPrediction> rows;
            while (query.executeStep())
                rows.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                                query.getColumn(2).getString(), query.getColumn(3).getString(),
                                query.getColumn(4).getDouble()});
            return rows;
        });
    });
}

}
