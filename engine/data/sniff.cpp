// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sniff.h"

#include "engine/data/conll.h"
#include "engine/data/csv_records.h"
#include "engine/data/squad.h"
#include "engine/data/text_key.h"

#include <algorithm>
#include <map>
#include <set>

namespace espalier {
namespace {

constexpr std::size_t kSampleRecords = 100;
constexpr std::string_view kDelimiters = ",;\t|";

std::string firstLine(const SourceText& source) {
    LineCursor cursor(source);
    SourceLine line;
    while (cursor.next(line)) {
        const auto start = line.text.find_first_not_of(" \t");
        if (start != std::string::npos) return line.text.substr(start);
    }
    return {};
}

/// Share of records with as many fields as the first has; 0 where that is one.
double evenness(const std::vector<std::vector<std::string>>& records) {
    if (records.empty() || records.front().size() < 2) return 0;
    const auto same = std::count_if(records.begin(), records.end(),
                                    [&](const auto& r) { return r.size() == records.front().size(); });
    return static_cast<double>(same) / static_cast<double>(records.size());
}

bool isSingleColumn(const std::vector<std::vector<std::string>>& records) {
    return !records.empty() && std::all_of(records.begin(), records.end(), [](const auto& r) { return r.size() == 1; });
}

char sniffDelimiter(const SourceText& source, char usual) {
    std::string order(1, usual);
    for (const char c : kDelimiters)
        if (c != usual) order += c;
    char best = 0, single = 0;
    double bestShare = 0, usualShare = 0;
    for (const char c : order) {
        const auto records = firstRecords(source, {c, true}, kSampleRecords);
        const double share = evenness(records);
        if (c == usual) usualShare = share;
        if (share > bestShare) best = c, bestShare = share;
        if (single == 0 && isSingleColumn(records)) single = c;
    }
    if (bestShare >= 0.5) return best;
    // Ragged: a broken file of the usual kind, or one column of free text that must not be cut at all.
    return usualShare == 0 && single != 0 ? single : usual;
}

/// In TSV a field like `"Oh," she said` is common: quotes are letters there where they don't enclose fields.
bool quotesEnclose(const SourceText& source) {
    std::size_t enclosing = 0, stray = 0, lines = 0;
    LineCursor cursor(source);
    SourceLine line;
    while (lines++ < 10 * kSampleRecords && cursor.next(line)) {
        std::string_view rest = line.text;
        while (true) {
            const std::string_view field = rest.substr(0, rest.find('\t'));
            if (!field.empty() && field.front() == '"') ++(field.size() > 1 && field.back() == '"' ? enclosing : stray);
            if (field.size() == rest.size()) break;
            rest.remove_prefix(field.size() + 1);
        }
    }
    return stray < 3 || enclosing >= stray;
}

bool isKnownName(const std::string& folded) {
    static const std::set<std::string> names
        = {"text",     "label",   "sentence", "review", "id",     "sentiment", "class",      "category",  "content",
           "tweet",    "comment", "target",   "stars",  "rating", "score",     "title",      "body",      "headline",
           "question", "answer",  "tag",      "date",   "user",   "premise",   "hypothesis", "sentence1", "sentence2",
           "polarity", "emotion", "intent",   "topic",  "name",   "message",   "summary",    "index",
           "prompt",   "completion", "response", "instruction", "input", "output",   "messages"};
    return names.count(folded) > 0;
}

/// What one column says for (> 0) or against (< 0) the first record's being a header.
int headerVote(const std::vector<std::vector<std::string>>& records, std::size_t column) {
    const std::string& head = records.front()[column];
    std::size_t numeric = 0, cells = 0, bytes = 0;
    bool repeated = false;
    std::set<std::string> distinct;
    for (std::size_t i = 1; i < records.size(); ++i) {
        if (column >= records[i].size()) continue;
        const std::string& cell = records[i][column];
        ++cells, bytes += cell.size();
        numeric += isNumber(cell);
        repeated = repeated || cell == head;
        distinct.insert(cell);
    }
    if (cells == 0) return head.size() <= 24 && head.find(' ') == std::string::npos ? 1 : -1;
    if (repeated) return -2;
    if (numeric * 10 >= cells * 9) return 2;
    if (head.size() <= 30 && bytes >= 3 * head.size() * cells) return 1;
    return cells >= 5 && distinct.size() * 2 <= cells ? 1 : 0;
}

}

std::vector<std::vector<std::string>> firstRecords(const SourceText& source, const CsvDialect& dialect,
                                                   std::size_t limit) {
    std::vector<std::vector<std::string>> records;
    CsvRecords reader(source, dialect.delimiter, dialect.quoting);
    CsvRecord record;
    while (records.size() < limit && reader.next(record)) {
        if (record.problem.empty()) records.push_back(record.fields);
        if (reader.position() > (4u << 20)) break;
    }
    return records;
}

/// Text, unless its records have the same number of fields everywhere and the first of them names these.
bool isRunningText(const SourceText& source) {
    const char delimiter = sniffDelimiter(source, ',');
    const auto records = firstRecords(source, {delimiter, delimiter != '\t'}, kSampleRecords);
    return records.empty() || evenness(records) < 1 || (delimiter != '\t' && !sniffHeader(records));
}

FileFormat sniffFormat(const std::filesystem::path& path, const SourceText& source) {
    const std::string extension = textKey(path.extension().string());
    if (extension == ".csv") return FileFormat::Csv;
    for (const char* name : {".conll", ".conll2003", ".iob", ".iob2", ".bio", ".iobes", ".bioes"})
        if (extension == name) return FileFormat::Conll;
    if (looksLikeSquad(source.bytes().substr(source.begin))) return FileFormat::Squad;
    if (extension != ".jsonl" && extension != ".json" && looksLikeConll(source)) return FileFormat::Conll;
    if (extension == ".tsv" || extension == ".tab") return FileFormat::Tsv;
    if (extension == ".jsonl" || extension == ".ndjson" || extension == ".json") return FileFormat::Jsonl;
    const std::string line = firstLine(source);
    const auto quote = line.find_first_not_of(" \t", 1);
    if (line.size() > 1 && line[0] == '{' && quote != std::string::npos && (line[quote] == '"' || line[quote] == '}'))
        return FileFormat::Jsonl;
    if ((extension == ".txt" || extension == ".text" || extension == ".md") && isRunningText(source)) return FileFormat::Text;
    return sniffDelimiter(source, ',') == '\t' && line.find('\t') != std::string::npos ? FileFormat::Tsv
                                                                                       : FileFormat::Csv;
}

CsvDialect sniffDialect(const SourceText& source, FileFormat format, std::optional<char> wanted) {
    CsvDialect dialect;
    dialect.delimiter = wanted ? *wanted : sniffDelimiter(source, format == FileFormat::Tsv ? '\t' : ',');
    dialect.quoting = dialect.delimiter != '\t' || quotesEnclose(source);
    return dialect;
}

bool sniffHeader(const std::vector<std::vector<std::string>>& records) {
    if (records.empty()) return false;
    const auto& first = records.front();
    std::set<std::string> seen;
    std::size_t known = 0;
    for (const std::string& cell : first) {
        const std::string folded = textKey(cell);
        if (isNumber(cell) || cell.size() > 64) return false;
        if (!folded.empty() && !seen.insert(folded).second) return false;
        known += isKnownName(folded);
    }
    if (seen.empty()) return false;
    if (known * 2 >= first.size()) return true;
    int vote = known > 0 ? 1 : 0;
    for (std::size_t column = 0; column < first.size(); ++column)
        vote += headerVote(records, column);
    return vote > 0;
}

std::size_t usualFieldCount(const std::vector<std::vector<std::string>>& records) {
    std::map<std::size_t, std::size_t> counts;
    for (const auto& record : records)
        ++counts[record.size()];
    std::size_t best = 0, most = 0;
    for (const auto& [fields, count] : counts)
        if (count > most) best = fields, most = count;
    return best;
}

}
