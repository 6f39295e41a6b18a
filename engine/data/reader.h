// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/data/table.h"

#include <filesystem>
#include <optional>

namespace espalier {

/// csv and tsv differ in their usual delimiter only.
enum class FileFormat { Csv, Tsv, Jsonl, Conll, Text, Squad };
enum class TextEncoding { Utf8, Utf16Le, Utf16Be, Windows1252 };

/// How a data file is to be read; what is unset is sniffed.
struct ReadOptions {
    std::optional<FileFormat> format;
    std::optional<TextEncoding> encoding;
    std::optional<char> delimiter;
    std::optional<bool> hasHeader;
    std::int64_t maxRows = 0;           ///< 0: all; a preview reads some
};

/// A file as read, and how it was read.
struct ReadResult {
    Table table;
    FileFormat format = FileFormat::Csv;
    TextEncoding encoding = TextEncoding::Utf8;
    char delimiter = ',';
    bool hasHeader = true;
    bool complete = true;               ///< false where maxRows cut it short
    std::string tagScheme;              ///< of a CoNLL file: IOB2, IOB1, IOBES, types alone
};

const char* formatName(FileFormat format);         ///< csv, tsv, jsonl, conll, text, squad
const char* encodingName(TextEncoding encoding);   ///< UTF-8, UTF-16LE, UTF-16BE, Windows-1252
std::optional<FileFormat> formatFromName(const std::string& name);
std::optional<TextEncoding> encodingFromName(const std::string& name);

/// Reads CSV (RFC 4180), TSV, JSON lines, CoNLL (a row is a sentence there: text and label, as entities.h has them), SQuAD (a
/// row is a question: squad.h) or plain text (a row is a paragraph: paragraphs.h), or the .txt files of a folder as such.
/// Rows that do not fit are listed in badLines, never dropped in silence. Errors: missing, empty, a folder without texts,
/// binary, no row at all.
Result<ReadResult> readTable(const std::filesystem::path& path, const ReadOptions& options = {},
                             const CancellationToken& token = {}, const ProgressSink& progress = {});

}
