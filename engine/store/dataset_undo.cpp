// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/dataset_query.h"
#include "engine/store/dataset_store.h"

#include <optional>
#include <set>

namespace espalier {
namespace {

/// Older steps are forgotten: a new split of a large dataset is megabytes of journal each.
constexpr std::int64_t kStepsKept = 20;

/// One undoable change: writes each row's value before beside the new one.
class UndoableStep {
public:
    /// `field`: removed, label or split.
    UndoableStep(SQLite::Database& connection, std::int64_t dataset, const std::string& field, const std::string& what)
        : m_connection(connection), m_dataset(dataset), m_step(begin(field, what)),
          m_keep(connection,
                 "INSERT INTO dataset_step_rows (step, position, before) SELECT ?, position, " + field
                     + " FROM dataset_rows WHERE dataset = ? AND position = ? AND removed = 0"),
          m_change(connection, "UPDATE dataset_rows SET " + field + " = ? WHERE dataset = ? AND position = ?") { }

    template <typename Value>
    void change(std::int64_t position, const Value& value) {
        SQLite::bind(m_keep, m_step, m_dataset, position);
        if (m_keep.exec() == 0) failNotFound("the dataset has no row at position " + std::to_string(position));
        m_keep.reset();
        SQLite::bind(m_change, value, m_dataset, position);
        m_change.exec();
        m_change.reset();
    }

private:
    std::int64_t begin(const std::string& field, const std::string& what) {
        SQLite::Statement insert(m_connection, "INSERT INTO dataset_steps (dataset, field, what) VALUES (?, ?, ?)");
        SQLite::bind(insert, m_dataset, field, what);
        insert.exec();
        const std::int64_t step = m_connection.getLastInsertRowid();
        SQLite::Statement forget(m_connection,
                                 "DELETE FROM dataset_steps WHERE dataset = ?1 AND id NOT IN "
                                 "(SELECT id FROM dataset_steps WHERE dataset = ?1 ORDER BY id DESC LIMIT ?2)");
        SQLite::bind(forget, m_dataset, kStepsKept);
        forget.exec();
        return step;
    }

    SQLite::Database& m_connection;
    std::int64_t m_dataset, m_step;
    SQLite::Statement m_keep, m_change;
};

struct Step {
    std::int64_t id = 0;
    std::string field, what;
};

std::optional<Step> lastStep(SQLite::Database& connection, std::int64_t dataset) {
    SQLite::Statement query(connection,
                            "SELECT id, field, what FROM dataset_steps WHERE dataset = ? ORDER BY id DESC LIMIT 1");
    SQLite::bind(query, dataset);
    if (!query.executeStep()) return std::nullopt;
    return Step {query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString()};
}

/// Runs `body(connection, dataset id)` in one transaction and brings the row count up to date.
template <typename Body>
Status changeDataset(Store& store, const std::string& name, const Body& body) {
    return capture([&] {
        return store.database().write([&](SQLite::Database& connection) {
            const std::int64_t dataset = datasetId(connection, name);
            body(connection, dataset);
            SQLite::Statement recount(connection,
                                      "UPDATE datasets SET row_count = (SELECT count(*) FROM dataset_rows WHERE "
                                      "dataset = ?1 AND removed = 0) WHERE id = ?1");
            SQLite::bind(recount, dataset);
            recount.exec();
            return Done {};
        });
    });
}

}

Status DatasetStore::removeRows(const std::string& name, const std::vector<std::int64_t>& positions,
                                const std::string& what) {
    return changeDataset(m_store, name, [&](SQLite::Database& connection, std::int64_t dataset) {
        if (positions.empty()) return;
        UndoableStep step(connection, dataset, "removed", what);
        // Two findings may name the same row.
        for (std::int64_t position : std::set(positions.begin(), positions.end()))
            step.change(position, 1);
    });
}

Status DatasetStore::setLabel(const std::string& name, std::int64_t position, const std::string& label) {
    return changeDataset(m_store, name, [&](SQLite::Database& connection, std::int64_t dataset) {
        UndoableStep(connection, dataset, "label", "label " + label).change(position, label);
    });
}

Status DatasetStore::setSplits(const std::string& name, const std::vector<std::int64_t>& positions,
                               const std::vector<Split>& splits, const std::string& what) {
    return changeDataset(m_store, name, [&](SQLite::Database& connection, std::int64_t dataset) {
        if (positions.size() != splits.size()) fail(ErrorKind::Failed, "as many parts as rows are needed");
        if (positions.empty()) return;
        UndoableStep step(connection, dataset, "split", what);
        for (std::size_t i = 0; i < positions.size(); ++i)
            step.change(positions[i], static_cast<int>(splits[i]));
    });
}

Result<std::string> DatasetStore::undoText(const std::string& name) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            const auto step = lastStep(connection, datasetId(connection, name));
            return step ? step->what : std::string();
        });
    });
}

Status DatasetStore::undo(const std::string& name) {
    return changeDataset(m_store, name, [&](SQLite::Database& connection, std::int64_t dataset) {
        const auto step = lastStep(connection, dataset);
        if (!step) fail(ErrorKind::Usage, "there is nothing to undo", name);
        SQLite::Statement restore(
            connection,
            "UPDATE dataset_rows SET " + step->field
                + " = kept.before FROM dataset_step_rows AS kept "
                  "WHERE kept.step = ? AND dataset = ? AND dataset_rows.position = kept.position");
        SQLite::bind(restore, step->id, dataset);
        restore.exec();
        SQLite::Statement forget(connection, "DELETE FROM dataset_steps WHERE id = ?");
        SQLite::bind(forget, step->id);
        forget.exec();
    });
}

}
