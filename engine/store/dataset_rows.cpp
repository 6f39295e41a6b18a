// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"
#include "engine/store/dataset_query.h"
#include "engine/store/dataset_store.h"
#include "engine/store/text_search.h"

namespace espalier {
namespace {

/// The rows a query means, as a condition; bind() fills its parameters in.
class RowFilter {
public:
    explicit RowFilter(const RowQuery& query) : m_query(query), m_needle(foldForSearch(query.search)) {
        if (!query.label.empty()) m_condition += " AND label = :label";
        // The forms a type has in a label (engine/data/entities.h): a tag's, and a span's end.
        if (!query.entity.empty())
            m_condition += " AND (instr(label, :begin) OR instr(label, :inside) OR instr(label, :span))";
        if (!m_needle.empty()) m_condition += " AND (contains_folded(text, :needle) OR contains_folded(pair, :needle))";
        if (!query.positions.empty()) m_condition += " AND position IN (SELECT value FROM json_each(:positions))";
    }

    const std::string& condition() const { return m_condition; }

    void bind(SQLite::Statement& statement, std::int64_t dataset) const {
        statement.bind(":dataset", dataset);
        if (!m_query.label.empty()) statement.bind(":label", m_query.label);
        if (!m_query.entity.empty()) {
            statement.bind(":begin", toText(Json("B-" + m_query.entity)));
            statement.bind(":inside", toText(Json("I-" + m_query.entity)));
            statement.bind(":span", "," + toText(Json(m_query.entity)) + "]");
        }
        if (!m_needle.empty()) statement.bind(":needle", m_needle);
        if (!m_query.positions.empty()) statement.bind(":positions", positionList(m_query.positions));
    }

private:
    const RowQuery& m_query;
    std::string m_needle;
    std::string m_condition = "dataset = :dataset AND removed = 0";
};

}

std::string positionList(const std::vector<std::int64_t>& positions) {
    return toText(Json(positions));
}

Result<std::vector<StoredRow>> DatasetStore::rows(const std::string& name, const RowQuery& query) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            const std::int64_t dataset = datasetId(connection, name);
            const RowFilter filter(query);
            const bool pages = query.offset > 0 || query.limit >= 0;
            // A page is found in the index first, so that the texts of rows before it are never read.
            const std::string condition = !pages ? filter.condition()
                                                 : "id IN (SELECT id FROM dataset_rows WHERE " + filter.condition()
                    + " ORDER BY position LIMIT :limit OFFSET :offset)";
            SQLite::Statement select(connection,
                                     "SELECT position, line, text, pair, label, split FROM dataset_rows WHERE "
                                         + condition + " ORDER BY position");
            filter.bind(select, dataset);
            if (pages) {
                select.bind(":limit", query.limit);
                select.bind(":offset", query.offset);
            }
            std::vector<StoredRow> rows;
            while (select.executeStep())
                rows.push_back({select.getColumn(0).getInt64(),
                                {select.getColumn(1).getInt64(), select.getColumn(2).getString(),
                                 select.getColumn(3).getString(), select.getColumn(4).getString()},
                                static_cast<Split>(select.getColumn(5).getInt())});
            return rows;
        });
    });
}

Result<DatasetCounts> DatasetStore::counts(const std::string& name) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            const std::int64_t dataset = datasetId(connection, name);
            DatasetCounts counts;
            SQLite::Statement labels(connection,
                                     "SELECT label, count(*) AS times FROM dataset_rows WHERE dataset = ? AND removed = 0 "
                                     "GROUP BY label ORDER BY times DESC, label");
            labels.bind(1, dataset);
            while (labels.executeStep())
                counts.labels.push_back({labels.getColumn(0).getString(), labels.getColumn(1).getInt64()});
            SQLite::Statement splits(connection,
                                     "SELECT split, count(*) FROM dataset_rows WHERE dataset = ? AND removed = 0 "
                                     "GROUP BY split");
            splits.bind(1, dataset);
            while (splits.executeStep()) {
                const std::int64_t rows = splits.getColumn(1).getInt64();
                switch (static_cast<Split>(splits.getColumn(0).getInt())) {
                case Split::Train: counts.train = rows; break;
                case Split::Validation: counts.validation = rows; break;
                case Split::Test: counts.test = rows; break;
                case Split::None: break;
                }
            }
            return counts;
        });
    });
}

Result<std::int64_t> DatasetStore::countRows(const std::string& name, const RowQuery& query) {
    return capture([&] {
        return m_store.database().read([&](SQLite::Database& connection) {
            const std::int64_t dataset = datasetId(connection, name);
            const RowFilter filter(query);
            SQLite::Statement count(connection, "SELECT count(*) FROM dataset_rows WHERE " + filter.condition());
            filter.bind(count, dataset);
            count.executeStep();
            return std::int64_t {count.getColumn(0).getInt64()};
        });
    });
}

}
