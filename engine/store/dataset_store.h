// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/findings.h"
#include "engine/store/store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

/// An imported dataset, without its rows.
struct DatasetRecord {
    std::int64_t id = 0;
    std::string name, sourcePath, format, encoding, delimiter, task;
    ColumnMapping mapping;
    std::int64_t rows = 0;              ///< those not removed
    std::string createdAt;              ///< ISO 8601, UTC
    std::vector<BadLine> badLines;
};

/// A row as stored; `position` never changes, removed rows are kept for undo.
struct StoredRow {
    std::int64_t position = 0;
    Example example;
    Split split = Split::None;
};

/// Which rows of a dataset to read.
struct RowQuery {
    std::int64_t offset = 0, limit = -1;
    std::string search;                         ///< part of the text, case-insensitive
    std::string label;                          ///< exactly this label; empty: all
    std::vector<std::int64_t> positions {};     ///< only these; empty: all
    std::string entity {};                      ///< with an entity of this type; empty: all
};

/// How a dataset's rows spread over labels and parts, counted where they lie.
struct DatasetCounts {
    std::vector<LabelCount> labels;             ///< by falling count, equal ones by name
    std::int64_t train = 0, validation = 0, test = 0;
};

class DatasetStore {
public:
    explicit DatasetStore(Store& store) : m_store(store) {}
    /// Error where the name is taken (unless `replace`) or not a name.
    Result<DatasetRecord> add(DatasetRecord record, const std::vector<Example>& examples, bool replace = false);
    Result<std::vector<DatasetRecord>> list();
    Result<DatasetRecord> find(const std::string& name);
    Status remove(const std::string& name);
    Status rename(const std::string& name, const std::string& newName);
    Result<std::vector<StoredRow>> rows(const std::string& name, const RowQuery& query = {});
    Result<std::int64_t> countRows(const std::string& name, const RowQuery& query = {});
    Result<DatasetCounts> counts(const std::string& name);
    /// Takes rows out, as one step that undo() takes back; `what` is shown beside Undo.
    Status removeRows(const std::string& name, const std::vector<std::int64_t>& positions, const std::string& what);
    Status setLabel(const std::string& name, std::int64_t position, const std::string& label);
    Status setSplits(const std::string& name, const std::vector<std::int64_t>& positions, const std::vector<Split>& splits, const std::string& what);
    /// What undo() would take back; empty: nothing.
    Result<std::string> undoText(const std::string& name);
    Status undo(const std::string& name);

private:
    Store& m_store;
};

}
