// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/dataset_store.h"

#include "engine/store/dataset_query.h"
#include "engine/store/values.h"

namespace espalier {
namespace {

Error noDataset(const std::string& name) {
    return {ErrorKind::NotFound, "there is no dataset " + name, {}, "import it first, or look at the list of datasets"};
}

bool nameIsTaken(SQLite::Database& connection, const std::string& name) {
    SQLite::Statement query(connection, "SELECT 1 FROM datasets WHERE name = ?");
    SQLite::bind(query, name);
    return query.executeStep();
}

void requireFree(SQLite::Database& connection, const std::string& name) {
    if (nameIsTaken(connection, name))
        fail(ErrorKind::Usage, "there is a dataset " + name + " already", "name", "choose another name, or replace it");
}

void insertRecord(SQLite::Database& connection, DatasetRecord& record) {
    SQLite::Statement insert(
        connection,
        "INSERT INTO datasets (name, source_path, format, encoding, delimiter, task, text_column, pair_column, "
        "label_column, row_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::bind(insert, record.name, record.sourcePath, record.format, record.encoding, record.delimiter, record.task,
                 record.mapping.text, record.mapping.pair, record.mapping.label, record.rows, record.createdAt);
    insert.exec();
    record.id = connection.getLastInsertRowid();
    SQLite::Statement bad(connection, "INSERT INTO bad_lines (dataset, line, reason, text) VALUES (?, ?, ?, ?)");
    for (const BadLine& line : record.badLines) {
        SQLite::bind(bad, record.id, line.line, line.reason, line.text);
        bad.exec();
        bad.reset();
    }
}

void insertRows(SQLite::Database& connection, std::int64_t dataset, const std::vector<Example>& examples) {
    SQLite::Statement insert(
        connection, "INSERT INTO dataset_rows (dataset, position, line, text, pair, label) VALUES (?, ?, ?, ?, ?, ?)");
    std::int64_t position = 0;
    for (const Example& example : examples) {
        insert.bind(1, dataset);
        insert.bind(2, position++);
        insert.bind(3, example.line);
        insert.bindNoCopy(4, example.text);
        insert.bindNoCopy(5, example.pair);
        insert.bindNoCopy(6, example.label);
        insert.exec();
        insert.reset();
    }
}

/// All records, or the one of that name.
std::vector<DatasetRecord> readRecords(SQLite::Database& connection, const std::string* name) {
    const std::string condition = name ? " WHERE name = ?" : "";
    SQLite::Statement query(
        connection,
        "SELECT id, name, source_path, format, encoding, delimiter, task, text_column, pair_column, label_column, "
        "row_count, created_at FROM datasets"
            + condition + " ORDER BY id");
    if (name) SQLite::bind(query, *name);
    SQLite::Statement bad(connection, "SELECT line, reason, text FROM bad_lines WHERE dataset = ? ORDER BY rowid");
    std::vector<DatasetRecord> records;
    while (query.executeStep()) {
        DatasetRecord record;
        record.id = query.getColumn(0).getInt64();
        std::string* const texts[]
            = {&record.name, &record.sourcePath,   &record.format,       &record.encoding,     &record.delimiter,
               &record.task, &record.mapping.text, &record.mapping.pair, &record.mapping.label};
        int column = 1;
        for (std::string* text : texts)
            *text = query.getColumn(column++).getString();
        record.rows = query.getColumn(10).getInt64();
        record.createdAt = query.getColumn(11).getString();
        SQLite::bind(bad, record.id);
        while (bad.executeStep())
            record.badLines.push_back(
                {bad.getColumn(0).getInt64(), bad.getColumn(1).getString(), bad.getColumn(2).getString()});
        bad.reset();
        records.push_back(std::move(record));
    }
    return records;
}

}

std::int64_t datasetId(SQLite::Database& connection, const std::string& name) {
    SQLite::Statement query(connection, "SELECT id FROM datasets WHERE name = ?");
    SQLite::bind(query, name);
    if (!query.executeStep()) throw Exception(noDataset(name));
    return query.getColumn(0).getInt64();
}

Result<DatasetRecord> DatasetStore::add(DatasetRecord record, const std::vector<Example>& examples, bool replace) {
    return capture([&] {
        requireName(record.name);
        record.rows = static_cast<std::int64_t>(examples.size());
        record.createdAt = timestamp();
        return m_store.database().write([&](SQLite::Database& connection) {
            if (replace) {
                SQLite::Statement old(connection, "DELETE FROM datasets WHERE name = ?");
                SQLite::bind(old, record.name);
                old.exec();
            }
            requireFree(connection, record.name);
            insertRecord(connection, record);
            insertRows(connection, record.id, examples);
            return record;
        });
    });
}

Result<std::vector<DatasetRecord>> DatasetStore::list() {
    return capture([&] {
        return m_store.database().read([](SQLite::Database& connection) { return readRecords(connection, nullptr); });
    });
}

Result<DatasetRecord> DatasetStore::find(const std::string& name) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            auto records = readRecords(connection, &name);
            if (records.empty()) throw Exception(noDataset(name));
            return std::move(records.front());
        });
    });
}

Status DatasetStore::remove(const std::string& name) {
    return capture([&] {
        return m_store.database().write([&](SQLite::Database& connection) {
            SQLite::Statement query(connection, "DELETE FROM datasets WHERE name = ?");
            SQLite::bind(query, name);
            if (query.exec() == 0) throw Exception(noDataset(name));
            return Done {};
        });
    });
}

Status DatasetStore::rename(const std::string& name, const std::string& newName) {
    return capture([&] {
        requireName(newName);
        return m_store.database().write([&](SQLite::Database& connection) {
            const std::int64_t id = datasetId(connection, name);
            if (newName != name) requireFree(connection, newName);
            SQLite::Statement query(connection, "UPDATE datasets SET name = ? WHERE id = ?");
            SQLite::bind(query, newName, id);
            query.exec();
            return Done {};
        });
    });
}

}
