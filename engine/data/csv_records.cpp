// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/csv_records.h"

#include <csv.h>

namespace espalier {
namespace {

// Spaces belong to the field (RFC 4180, 2.4), and only a line feed ends a record: libcsv trims and splits at CR by
// default.
int noSpace(unsigned char) {
    return 0;
}
int lineFeed(unsigned char c) {
    return c == '\n';
}

struct Collector {
    std::vector<std::string>* fields = nullptr;
    bool complete = false;
};

void onField(void* bytes, std::size_t length, void* data) {
    static_cast<Collector*>(data)->fields->emplace_back(static_cast<const char*>(bytes), length);
}

void onRecord(int, void* data) {
    static_cast<Collector*>(data)->complete = true;
}

}

/// libcsv's parser with the life of an object.
class CsvRecords::Parser {
public:
    Parser(char delimiter, bool quoting, bool strict) {
        if (csv_init(&m_parser, strict ? CSV_STRICT : 0) != 0) throw std::bad_alloc();
        csv_set_delim(&m_parser, static_cast<unsigned char>(delimiter));
        // No line that gets here without being a bad line already holds a NUL, so NUL as the quote means no quoting.
        csv_set_quote(&m_parser, quoting ? CSV_QUOTE : 0);
        csv_set_space_func(&m_parser, noSpace);
        csv_set_term_func(&m_parser, lineFeed);
        csv_set_blk_size(&m_parser, 4096);
    }
    ~Parser() { csv_free(&m_parser); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// False where the bytes break the quoting rules.
    bool parse(std::string_view bytes, Collector& collector) {
        if (csv_parse(&m_parser, bytes.data(), bytes.size(), onField, onRecord, &collector) == bytes.size())
            return true;
        if (csv_error(&m_parser) != CSV_EPARSE) throw std::bad_alloc();
        return false;
    }
    /// Forgets an unfinished record.
    void reset() { csv_fini(&m_parser, nullptr, nullptr, nullptr); }

private:
    csv_parser m_parser {};
};

CsvRecords::CsvRecords(const SourceText& source, char delimiter, bool quoting)
    : m_cursor(source), m_strict(std::make_unique<Parser>(delimiter, quoting, true)),
      m_tolerant(std::make_unique<Parser>(delimiter, quoting, false)) { }

CsvRecords::~CsvRecords() = default;

CsvRecords::Fed CsvRecords::feed(Parser& parser, const std::string& line, CsvRecord& record) {
    Collector collector {&record.fields};
    if (!parser.parse(line, collector) || !parser.parse("\n", collector)) {
        parser.reset();
        return Fed::Malformed;
    }
    return collector.complete ? Fed::Complete : Fed::Open;
}

bool CsvRecords::firstLine(SourceLine& line) {
    while (m_cursor.next(line))
        if (!line.text.empty()) return true;
    return false;
}

bool CsvRecords::next(CsvRecord& record) {
    SourceLine line;
    if (!firstLine(line)) return false;
    record.line = line.number;
    record.problem = line.problem;
    record.text = excerpt(line.text);
    record.fields.clear();
    const Fed fed = feed(*m_strict, line.text, record);
    if (fed == Fed::Malformed) readTolerantly(line, record);
    if (fed == Fed::Open) continueQuoted(record);
    return true;
}

/// A quote amid an unquoted field is a letter to most writers: the line is taken where that makes it whole.
void CsvRecords::readTolerantly(const SourceLine& line, CsvRecord& record) {
    record.fields.clear();
    if (feed(*m_tolerant, line.text, record) == Fed::Complete) return;
    m_tolerant->reset();
    if (record.problem.empty()) record.problem = "a quote opened here is never closed";
}

/// The first line left a quote open: takes in the lines that follow, up to where the record ends or proves broken.
void CsvRecords::continueQuoted(CsvRecord& record) {
    std::int64_t quoteLine = record.line;
    LineCursor afterQuote = m_cursor;
    std::size_t fields = record.fields.size(), openBytes = 0;
    SourceLine line;
    while (true) {
        if (!m_cursor.next(line)) return unclosed(record, quoteLine, afterQuote);
        if (record.problem.empty()) record.problem = line.problem;
        const Fed fed = feed(*m_strict, line.text, record);
        if (fed == Fed::Malformed) return unclosed(record, quoteLine, afterQuote);
        if (fed == Fed::Complete) return;
        openBytes += line.text.size() + 1;
        if (record.fields.size() != fields) {
            fields = record.fields.size();
            quoteLine = line.number;
            afterQuote = m_cursor;
            openBytes = 0;
        }
        if (openBytes > kMaxCellBytes) return unclosed(record, quoteLine, afterQuote);
    }
}

void CsvRecords::unclosed(CsvRecord& record, std::int64_t quoteLine, const LineCursor& goOn) {
    m_strict->reset();
    m_cursor = goOn;
    if (!record.problem.empty()) return;
    record.problem = quoteLine == record.line
        ? "a quote opened here is never closed"
        : "a quote opened on line " + std::to_string(quoteLine) + " is never closed";
}

}
