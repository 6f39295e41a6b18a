// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/source_text.h"

#include <memory>
#include <string>
#include <vector>

namespace espalier {

/// One record of a delimited file.
struct CsvRecord {
    std::int64_t line = 0; ///< where it begins, 1-based
    std::vector<std::string> fields;
    std::string problem; ///< why it can't be a row; empty: it can
    std::string text;                   ///< its first line, at most 200 bytes of it
};

/// Cuts a source into records (RFC 4180 by libcsv): quoted delimiters and line ends, doubled quotes. Blank lines
/// between records are skipped. A stray quote costs its own line only: reading goes on with the next one.
class CsvRecords {
public:
    CsvRecords(const SourceText& source, char delimiter, bool quoting = true);
    ~CsvRecords();
    CsvRecords(const CsvRecords&) = delete;
    CsvRecords& operator=(const CsvRecords&) = delete;

    /// False at the end of the file.
    bool next(CsvRecord& record);
    /// Bytes read so far, for progress.
    std::size_t position() const { return m_cursor.position(); }
    bool atEnd() const { return m_cursor.atEnd(); }

private:
    enum class Fed { Complete, Open, Malformed };
    class Parser;
    Fed feed(Parser& parser, const std::string& line, CsvRecord& record);
    bool firstLine(SourceLine& line);
    void readTolerantly(const SourceLine& line, CsvRecord& record);
    void continueQuoted(CsvRecord& record);
    void unclosed(CsvRecord& record, std::int64_t quoteLine, const LineCursor& goOn);

    LineCursor m_cursor;
    std::unique_ptr<Parser> m_strict, m_tolerant;
};

}
