// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

/// A line of a file that could not become a row.
struct BadLine {
    std::int64_t line = 0;      ///< 1-based, of the row's first line
    std::string reason;
    std::string text;           ///< at most 200 bytes of it, valid UTF-8
};

/// Rows of strings under named columns, as a file gave them.
struct Table {
    struct Row {
        std::int64_t line = 0;
        std::vector<std::string> cells;     ///< as many as there are columns
    };
    std::vector<std::string> columns;
    std::vector<Row> rows;
    std::vector<BadLine> badLines;
};

}
