// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/answer_cells.h"
#include "engine/data/answers.h"
#include "engine/data/entity_cells.h"
#include "engine/data/writer.h"
#include "engine/workspace/parts.h"

#include <algorithm>
#include <cmath>

namespace espalier {

namespace fs = std::filesystem;

namespace {

const std::string kTokens = "tokens", kQuestions = "qa";

/// Rows → examples; labels are read as entities where the task is tokens and as answers where it is qa, and rows with
/// bad ones join the bad lines.
std::vector<Example> readExamples(Table& table, const ColumnMapping& mapping, const std::string& task) {
    if (task == kQuestions) return toAnswerExamples(table, mapping, table.badLines).value();
    if (task != kTokens || mapping.label.empty()) return toExamples(table, mapping).value();
    return toEntityExamples(table, mapping, table.badLines).value();
}

DatasetInfo describeDataset(Workspace::Parts& parts, DatasetRecord record) {
    DatasetInfo info;
    auto counts = parts.datasets().counts(record.name).value();
    info.train = counts.train;
    info.validation = counts.validation;
    info.test = counts.test;
    if (record.task == kTokens && !record.mapping.label.empty())
        info.labels = countEntities(counts.labels);
    else if (record.task == kQuestions)
        info.labels = countAnswers(counts.labels);
    else if (!record.mapping.label.empty())
        info.labels = std::move(counts.labels);
    info.undoText = parts.datasets().undoText(record.name).value();
    info.record = std::move(record);
    return info;
}

struct DatasetRows {
    std::vector<std::int64_t> positions;
    std::vector<Example> examples;
    std::vector<Split> splits;
};

DatasetRows readRows(Workspace::Parts& parts, const std::string& name) {
    DatasetRows result;
    bool split = false;
    for (auto& row : parts.datasets().rows(name).value()) {
        result.positions.push_back(row.position);
        result.examples.push_back(std::move(row.example));
        result.splits.push_back(row.split);
        split |= row.split != Split::None;
    }
    if (!split) result.splits.clear();
    return result;
}

/// findProblems speaks of indices; the store of positions that survive removals.
std::vector<DataFinding> findingsOf(Workspace::Parts& parts, const std::string& name) {
    const auto record = parts.datasets().find(name).value();
    const auto rows = readRows(parts, name);
    auto findings = findProblems(rows.examples, rows.splits, record.task);
    const auto translate = [&](std::vector<std::int64_t>& indices) {
        for (auto& index : indices) index = rows.positions[static_cast<std::size_t>(index)];
    };
    for (auto& finding : findings) {
        translate(finding.rows);
        translate(finding.cureRows);
    }
    if (record.mapping.label.empty())       // nothing to say about labels that were never asked for
        std::erase_if(findings, [](const auto& finding) {
            return finding.kind == FindingKind::EmptyLabel || finding.kind == FindingKind::OneClass || finding.kind == FindingKind::RareClass
                || finding.kind == FindingKind::Imbalance || finding.kind == FindingKind::ConflictingLabels;
        });
    return findings;
}

std::int64_t percentile(const std::vector<std::int64_t>& sorted, double share) {
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

/// A dataset's name from its file: letters, digits, - and _.
std::string nameFromFile(const fs::path& file) {
    std::string name = file.stem().string();
    for (auto& c : name)
        if (static_cast<unsigned char>(c) < 128 && !std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_') c = '_';
    return name.empty() ? "data" : name;
}

[[noreturn]] void failNoRow(const Table& table, const fs::path& file) {
    if (table.badLines.empty()) failBadInput("there is no row to import", file.string());
    const auto& first = table.badLines.front();
    failBadInput("no row can be used: " + first.reason, file.string() + ":" + std::to_string(first.line), "check the columns chosen");
}

ImportPreview previewOf(const fs::path& file, const ReadOptions& options, const CancellationToken& token, const ProgressSink& progress) {
    ImportPreview preview;
    preview.read = readTable(file, options, token, progress).value();
    preview.mapping = guessMapping(preview.read.table);
    preview.task = guessTask(preview.read.table, preview.mapping);
    preview.suggestedName = nameFromFile(file);
    return preview;
}

}

Result<ImportPreview> Workspace::preview(const fs::path& file, const ReadOptions& options) {
    return capture([&] {
        auto limited = options;
        if (limited.maxRows == 0) limited.maxRows = 200;
        auto preview = previewOf(file, limited, {}, {});
        if (preview.task == kTokens) preview.sentences = readExamples(preview.read.table, preview.mapping, preview.task);
        if (preview.task == kQuestions) readExamples(preview.read.table, preview.mapping, preview.task); // lists answers that stand elsewhere
        return preview;
    });
}

Result<DatasetInfo> Workspace::importDataset(const fs::path& file, const ImportOptions& options, const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        auto read = options.read;
        read.maxRows = 0;
        auto whole = previewOf(file, read, token, progress);
        DatasetRecord record;
        record.mapping = options.mapping.text.empty() ? whole.mapping : options.mapping;
        if (!options.mapping.label.empty() && options.mapping.text.empty()) record.mapping.label = options.mapping.label;
        if (record.mapping.text.empty())
            failBadInput("no column of texts was found", file.string(), "name it with --text-column");
        record.task = options.task.empty() ? guessTask(whole.read.table, record.mapping) : options.task;
        const auto examples = readExamples(whole.read.table, record.mapping, record.task);
        if (examples.empty()) failNoRow(whole.read.table, file);
        record.name = options.name.empty() ? whole.suggestedName : options.name;
        record.sourcePath = fs::absolute(file).string();
        record.format = formatName(whole.read.format);
        record.encoding = encodingName(whole.read.encoding);
        record.delimiter = std::string(1, whole.read.delimiter);
        record.badLines = std::move(whole.read.table.badLines);
        return describeDataset(*m, m->datasets().add(std::move(record), examples, options.replace).value());
    });
}

Result<std::vector<DatasetInfo>> Workspace::datasets() {
    return capture([&] {
        std::vector<DatasetInfo> infos;
        for (auto& record : m->datasets().list().value()) infos.push_back(describeDataset(*m, std::move(record)));
        return infos;
    });
}

Result<DatasetInfo> Workspace::dataset(const std::string& name) {
    return capture([&] { return describeDataset(*m, m->datasets().find(name).value()); });
}

Result<std::vector<StoredRow>> Workspace::rows(const std::string& name, const RowQuery& query) { return m->datasets().rows(name, query); }
Result<std::int64_t> Workspace::countRows(const std::string& name, const RowQuery& query) { return m->datasets().countRows(name, query); }

Result<std::vector<DataFinding>> Workspace::check(const std::string& name) {
    return capture([&] { return findingsOf(*m, name); });
}

Result<DatasetInfo> Workspace::fix(const std::string& name, FindingKind kind) {
    return capture([&] {
        for (const auto& finding : findingsOf(*m, name)) {
            if (finding.kind != kind || finding.cureRows.empty()) continue;
            return removeRows(name, finding.cureRows, finding.cure + ": " + finding.message).value();
        }
        failNotFound("there is nothing to fix of this kind", std::string(findingName(kind)), "look again: espalier data check " + name);
    });
}

Result<DatasetInfo> Workspace::removeRows(const std::string& name, const std::vector<std::int64_t>& positions, const std::string& what) {
    return capture([&] {
        m->datasets().removeRows(name, positions, what).value();
        return describeDataset(*m, m->datasets().find(name).value());
    });
}

Result<DatasetInfo> Workspace::split(const std::string& name, const SplitOptions& options) {
    return capture([&] {
        const auto rows = readRows(*m, name);
        auto drawn = options;
        // A sentence's tags are its own, and so are a text's labels or measure.
        if (m->datasets().find(name).value().task != "classification") drawn.stratified = false;
        const auto splits = splitExamples(rows.examples, drawn).value();
        const auto percent = [](double share) { return std::to_string(std::lround(share * 100)); };
        m->datasets().setSplits(name, rows.positions, splits, "split " + percent(options.train) + "/" + percent(options.validation) + "/" + percent(options.test)).value();
        return describeDataset(*m, m->datasets().find(name).value());
    });
}

Result<DatasetInfo> Workspace::undo(const std::string& name) {
    return capture([&] {
        m->datasets().undo(name).value();
        return describeDataset(*m, m->datasets().find(name).value());
    });
}

Result<LengthStatistics> Workspace::tokenLengths(const std::string& name, const std::string& model, std::int64_t maxLength, const CancellationToken& token) {
    return capture([&] {
        const auto tokens = tokenizer(model).value();
        std::vector<std::string> texts, pairs;
        for (auto& row : m->datasets().rows(name).value()) {
            texts.push_back(std::move(row.example.text));
            pairs.push_back(std::move(row.example.pair));
        }
        LengthStatistics statistics;
        std::int64_t total = 0, unknown = 0;
        constexpr std::size_t kSlice = 4096;    // so that a newer question is answered soon
        for (std::size_t begin = 0; begin < texts.size(); begin += kSlice) {
            if (token.stopRequested()) fail(ErrorKind::Interrupted, "counting tokens was cancelled");
            const auto end = std::min(texts.size(), begin + kSlice);
            const std::vector<std::string> slice(texts.begin() + static_cast<std::ptrdiff_t>(begin), texts.begin() + static_cast<std::ptrdiff_t>(end));
            auto encoded = encodeIdsBatch(*tokens, slice, {.maxLength = 0, .addSpecialTokens = true, .truncate = false}, m->threads());
            for (std::size_t i = 0; i < encoded.size(); ++i) {
                if (!pairs[begin + i].empty()) encoded[i] = tokens->encodePair(slice[i], pairs[begin + i], {.truncate = false}).ids;
                const auto& ids = encoded[i];
                statistics.lengths.push_back(static_cast<std::int64_t>(ids.size()));
                total += static_cast<std::int64_t>(ids.size());
                if (const auto id = tokens->unknownId()) unknown += std::count(ids.begin(), ids.end(), *id);
            }
        }
        if (texts.empty()) failBadInput("the dataset has no rows", name);
        auto& lengths = statistics.lengths;
        std::sort(lengths.begin(), lengths.end());
        statistics.texts = static_cast<std::int64_t>(lengths.size());
        statistics.minimum = lengths.front();
        statistics.maximum = lengths.back();
        statistics.median = percentile(lengths, 0.5);
        statistics.percentile90 = percentile(lengths, 0.9);
        statistics.percentile99 = percentile(lengths, 0.99);
        statistics.mean = static_cast<double>(total) / static_cast<double>(lengths.size());
        statistics.unknownShare = total ? static_cast<double>(unknown) / static_cast<double>(total) : 0;
        if (maxLength > 0)
            statistics.truncated = lengths.end() - std::upper_bound(lengths.begin(), lengths.end(), maxLength);
        return statistics;
    });
}

Status Workspace::exportDataset(const std::string& name, const fs::path& file) {
    return capture([&] {
        const auto record = m->datasets().find(name).value();
        if (file.extension() == ".conll") {
            if (record.task != "tokens")
                failBadInput("only sentences with entities can be written as CoNLL, and \"" + name + "\" has none", file.string(), "use .csv or .jsonl");
            std::vector<Example> sentences;
            for (auto& row : m->datasets().rows(name).value()) sentences.push_back(std::move(row.example));
            return writeConll(file, sentences).value();
        }
        Table table;
        table.columns = {"text", "label", "split"};
        if (!record.mapping.pair.empty()) table.columns.insert(table.columns.begin() + 1, "pair");
        for (auto& row : m->datasets().rows(name).value()) {
            std::vector<std::string> cells {row.example.text, row.example.label, splitName(row.split)};
            if (!record.mapping.pair.empty()) cells.insert(cells.begin() + 1, row.example.pair);
            table.rows.push_back({row.example.line, std::move(cells)});
        }
        return (file.extension() == ".jsonl" ? writeJsonl(file, table) : writeCsv(file, table)).value();
    });
}

Status Workspace::removeDataset(const std::string& name) { return m->datasets().remove(name); }

namespace workspace {

namespace {

/// The columns asked for; those that look like entities where the file doesn't have them.
ColumnMapping entityMapping(const Table& table, ColumnMapping mapping) {
    const auto has = [&](const std::string& name) { return std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end(); };
    return has(mapping.text) && has(mapping.label) ? mapping : guessMapping(table);
}

/// The columns asked for, without labels where the task has none; prompt and completion, messages and the like where a
/// file doesn't have the usual ones.
ColumnMapping languageMapping(const Table& table, ColumnMapping mapping, const std::string& task) {
    const auto has = [&](const std::string& name) { return std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end(); };
    if (mapping.text == "text" && !has(mapping.text)) mapping = guessMapping(table);
    if (task != "seq2seq" || (!mapping.pair.empty() && !has(mapping.label))) mapping.label.clear();
    return mapping;
}

/// The columns asked for where the file has them all, else those that look like questions, contexts and answers.
ColumnMapping questionMapping(const Table& table, const ColumnMapping& mapping) {
    const auto has = [&](const std::string& name) { return std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end(); };
    return has(mapping.text) && has(mapping.pair) && has(mapping.label) ? mapping : guessQuestionColumns(table).value_or(mapping);
}

ColumnMapping fileMapping(const Table& table, const ColumnMapping& mapping, const std::string& task) {
    if (isLanguageTask(task)) return languageMapping(table, mapping, task);
    if (task == kQuestions) return questionMapping(table, mapping);
    return task == kTokens ? entityMapping(table, mapping) : mapping;
}

}

LoadedData loadData(Workspace::Parts& parts, const std::string& data, const ColumnMapping& mapping, const std::string& task, bool wantsLabels) {
    const bool needsLabels = wantsLabels && !isLanguageTask(task); // what these leave out they say themselves
    LoadedData loaded;
    std::error_code code;
    const auto known = parts.datasets().find(data);
    if (known) {
        auto rows = readRows(parts, data);
        loaded.examples = std::move(rows.examples);
        loaded.splits = std::move(rows.splits);
        if (needsLabels && known->mapping.label.empty())
            failBadInput("this dataset was imported without a label column", data, "import it again with --label-column");
    } else if (fs::exists(data, code)) {
        auto read = readTable(data).value();
        loaded.examples = readExamples(read.table, fileMapping(read.table, mapping, task), task);
        for (const auto& bad : read.table.badLines)
            loaded.notes.push_back(data + ":" + std::to_string(bad.line) + " was left out: " + bad.reason);
    } else {
        failNotFound("there is neither a dataset nor a file of this name", data, "import one: espalier data import FILE --name NAME");
    }
    if (!needsLabels) return loaded;
    LoadedData labelled;
    labelled.notes = std::move(loaded.notes);
    for (std::size_t i = 0; i < loaded.examples.size(); ++i) {
        if (loaded.examples[i].label.empty()) continue;
        labelled.examples.push_back(std::move(loaded.examples[i]));
        if (!loaded.splits.empty()) labelled.splits.push_back(loaded.splits[i]);
    }
    if (const auto missing = loaded.examples.size() - labelled.examples.size())
        labelled.notes.push_back(data + ": " + std::to_string(missing) + " rows without a label were left out");
    return labelled;
}

}

}
