// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"

#include "engine/data/conll.h"
#include "engine/data/csv_records.h"
#include "engine/data/jsonl.h"
#include "engine/data/paragraphs.h"
#include "engine/data/sniff.h"
#include "engine/data/squad.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace espalier {
namespace {

constexpr std::size_t kSampleRecords = 100;

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Column names: trimmed, none empty, none twice.
std::vector<std::string> usableNames(const std::vector<std::string>& names) {
    std::vector<std::string> usable;
    std::set<std::string> taken;
    for (const std::string& raw : names) {
        std::string base = trimmed(raw);
        if (base.empty()) base = "column_" + std::to_string(usable.size() + 1);
        std::string name = base;
        for (int n = 2; !taken.insert(name).second; ++n)
            name = base + "_" + std::to_string(n);
        usable.push_back(name);
    }
    return usable;
}

std::vector<std::string> csvColumns(const std::vector<std::vector<std::string>>& sample, bool hasHeader) {
    if (sample.empty()) return {};
    if (!hasHeader) return usableNames(std::vector<std::string>(usualFieldCount(sample)));
    std::vector<std::string> names = sample.front();
    // R writes row names under no heading: every row then has one field more.
    const bool rowNames = sample.size() > 1
        && std::all_of(sample.begin() + 1, sample.end(), [&](const auto& r) { return r.size() == names.size() + 1; });
    if (rowNames && names.size() > 1) names.insert(names.begin(), "row");
    return usableNames(names);
}

std::string rowProblem(const CsvRecord& record, std::size_t columns) {
    if (!record.problem.empty()) return record.problem;
    const std::size_t fields = record.fields.size();
    if (fields != columns)
        return std::to_string(fields) + (fields == 1 ? " field" : " fields") + " instead of " + std::to_string(columns);
    const bool tooLong = std::any_of(record.fields.begin(), record.fields.end(),
                                     [](const auto& f) { return f.size() > kMaxCellBytes; });
    return tooLong ? "cell longer than 1 MB" : "";
}

void readDelimited(const SourceText& source, const ReadOptions& options, ReadProgress& progress, ReadResult& result) {
    if (options.delimiter && std::string_view("\"\r\n\0", 4).find(*options.delimiter) != std::string_view::npos)
        fail(ErrorKind::Usage, "a quote, a line end or NUL can't be the delimiter", "delimiter",
             "for example , ; or a tab");
    const CsvDialect dialect = sniffDialect(source, result.format, options.delimiter);
    const auto sample = firstRecords(source, dialect, kSampleRecords);
    result.delimiter = dialect.delimiter;
    result.hasHeader = options.hasHeader.value_or(sniffHeader(sample));
    Table& table = result.table;
    table.columns = csvColumns(sample, result.hasHeader);
    CsvRecords records(source, dialect.delimiter, dialect.quoting);
    CsvRecord record;
    bool headerAhead = result.hasHeader;
    while (records.next(record)) {
        if (options.maxRows > 0 && static_cast<std::int64_t>(table.rows.size()) >= options.maxRows) {
            result.complete = false;
            break;
        }
        if (headerAhead && record.problem.empty()) {
            headerAhead = false;
            continue;
        }
        std::string problem = rowProblem(record, table.columns.size());
        if (problem.empty())
            table.rows.push_back({record.line, std::move(record.fields)});
        else
            table.badLines.push_back({record.line, std::move(problem), record.text});
        progress.step(records.position());
    }
}

/// The first non-blank byte of a JSON file that is one array, or one object over many lines, explains why no line of it
/// is a row.
[[noreturn]] void failNoRows(const SourceText& source, const ReadResult& result) {
    const auto text = source.bytes().substr(source.begin);
    if (result.format == FileFormat::Jsonl && text.find_first_not_of(" \t\r\n") != std::string_view::npos
        && text[text.find_first_not_of(" \t\r\n")] == '[')
        failBadInput("this is one JSON array, not JSON lines", source.name,
                     "write one object a line, for example with: jq -c '.[]'");
    if (result.table.badLines.empty())
        failBadInput("there is a header but no row", source.name, "give a file with at least one row");
    const BadLine& first = result.table.badLines.front();
    failBadInput("no line could be read as a row: " + first.reason, source.name + ":" + std::to_string(first.line),
                 "check the format, delimiter and encoding chosen");
}

ReadResult read(const std::filesystem::path& path, const ReadOptions& options, const CancellationToken& token,
                const ProgressSink& sink) {
    SourceText source = openSourceText(path, options.encoding).value();
    ReadResult result;
    result.encoding = source.encoding;
    result.format = options.format.value_or(sniffFormat(path, source));
    ReadProgress progress(token, sink, source.bytes().size(), source.name);
    if (result.format == FileFormat::Jsonl) {
        readJsonLines(source, options.maxRows, progress, result);
        result.table.columns = usableNames(result.table.columns);
    } else if (result.format == FileFormat::Conll) {
        readConll(source, options.maxRows, progress, result);
    } else if (result.format == FileFormat::Text) {
        readParagraphs(source, options.maxRows, progress, result);
    } else if (result.format == FileFormat::Squad) {
        readSquad(source, options.maxRows, progress, result);
    } else {
        readDelimited(source, options, progress, result);
    }
    if (result.table.rows.empty()) failNoRows(source, result);
    progress.report(source.bytes().size());
    return result;
}

/// The texts of a folder, file after file by name. A file that can't be read is listed among the bad lines.
ReadResult readFolder(const std::filesystem::path& folder, const ReadOptions& options, const CancellationToken& token,
                      const ProgressSink& sink) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty())
        failBadInput("the folder holds no .txt file", folder.string(), "name a file, or a folder of plain texts");
    ReadResult all;
    all.format = FileFormat::Text;
    all.hasHeader = false;
    all.table.columns = {"text"};
    ReadOptions plain = options;
    plain.format = FileFormat::Text;
    for (const auto& file : files) {
        const auto left = options.maxRows - static_cast<std::int64_t>(all.table.rows.size());
        all.complete = all.complete && (options.maxRows == 0 || left > 0);
        if (!all.complete) break;
        if (options.maxRows > 0) plain.maxRows = left;
        auto one = capture([&] { return read(file, plain, token, sink); });
        if (!one && one.error().kind == ErrorKind::Interrupted) throw Exception(one.error());
        if (!one) {
            all.table.badLines.push_back({1, file.filename().string() + ": " + one.error().message, {}});
            continue;
        }
        all.complete = one->complete;
        all.encoding = one->encoding;
        std::move(one->table.rows.begin(), one->table.rows.end(), std::back_inserter(all.table.rows));
        for (BadLine& bad : one->table.badLines)
            all.table.badLines.push_back({bad.line, file.filename().string() + ": " + bad.reason, bad.text});
    }
    if (all.table.rows.empty()) failBadInput("no file of the folder holds a text", folder.string());
    return all;
}

}

const char* formatName(FileFormat format) {
    switch (format) {
    case FileFormat::Csv:
        return "csv";
    case FileFormat::Tsv:
        return "tsv";
    case FileFormat::Jsonl:
        return "jsonl";
    case FileFormat::Conll:
        return "conll";
    case FileFormat::Text:
        return "text";
    case FileFormat::Squad:
        return "squad";
    }
    return "";
}

const char* encodingName(TextEncoding encoding) {
    switch (encoding) {
    case TextEncoding::Utf8:
        return "UTF-8";
    case TextEncoding::Utf16Le:
        return "UTF-16LE";
    case TextEncoding::Utf16Be:
        return "UTF-16BE";
    case TextEncoding::Windows1252:
        return "Windows-1252";
    }
    return "";
}

std::optional<FileFormat> formatFromName(const std::string& name) {
    for (const auto format : {FileFormat::Csv, FileFormat::Tsv, FileFormat::Jsonl, FileFormat::Conll, FileFormat::Text, FileFormat::Squad})
        if (name == formatName(format)) return format;
    return std::nullopt;
}

std::optional<TextEncoding> encodingFromName(const std::string& name) {
    for (const auto encoding :
         {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be, TextEncoding::Windows1252})
        if (name == encodingName(encoding)) return encoding;
    return std::nullopt;
}

Result<ReadResult> readTable(const std::filesystem::path& path, const ReadOptions& options,
                             const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const bool isFolder = std::filesystem::is_directory(path);
        return isFolder ? readFolder(path, options, token, progress) : read(path, options, token, progress);
    });
}

}
