// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/conll.h"

#include "engine/data/entities.h"
#include "engine/data/sentence.h"
#include "engine/data/tag_scheme.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr std::size_t kSniffedLines = 300;

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r") == std::string::npos;
}

bool isTag(const std::string& text) {
    return text == "O" || tagPrefix(text) != '\0';
}

/// A line's columns: between tabs where `tabs`, else between runs of blanks.
std::vector<std::string> columnsOf(const std::string& text, bool tabs) {
    if (!tabs) return splitAtBlanks(text);
    std::vector<std::string> columns;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\t', begin), text.size());
        columns.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return columns;
}

bool isDocumentStart(const std::string& text) {
    return text.starts_with("-DOCSTART-");
}

/// A sentence whose tags are not converted yet.
struct RawSentence {
    std::int64_t line = 0;
    std::vector<std::string> words, tags;
    std::vector<std::int64_t> lines;
    std::size_t bytes = 0;
    bool spoilt = false; ///< one of its lines is a bad one

    bool empty() const { return words.empty() && !spoilt; }
};

class ConllReader {
public:
    explicit ConllReader(ReadResult& result) : m_result(result) { result.table.columns = {"text", "label"}; }

    void add(const SourceLine& line) {
        if (line.problem.empty() && (isBlank(line.text) || isDocumentStart(line.text))) return endSentence();
        if (m_columns == 0 && line.problem.empty()) m_tabs = line.text.find('\t') != std::string::npos;
        const auto columns = columnsOf(line.text, m_tabs);
        if (line.problem.empty() && isComment(line.text, columns)) return;
        if (m_sentence.empty()) m_sentence.line = line.number;
        const std::string problem = line.problem.empty() ? problemOf(columns) : line.problem;
        if (!problem.empty()) return spoil(line, problem);
        m_columns = columns.size();
        m_sentence.bytes += columns.front().size() + columns.back().size() + 4;
        if (m_sentence.spoilt) return;
        if (m_sentence.bytes > kMaxCellBytes) return spoil(line, "sentence longer than 1 MB: is there no blank line?");
        m_sentence.words.push_back(columns.front());
        m_sentence.tags.push_back(splitAtBlanks(columns.back()).front());
        m_sentence.lines.push_back(line.number);
    }

    void endSentence() {
        if (!m_sentence.spoilt && !m_sentence.words.empty()) {
            m_converter.see(m_sentence.tags);
            m_sentences.push_back(std::move(m_sentence));
        }
        m_sentence = {};
    }

    std::int64_t sentences() const { return static_cast<std::int64_t>(m_sentences.size()); }

    /// Rows of what was read, now that the tags of the whole file have been seen.
    void finish() {
        endSentence();
        m_result.tagScheme = schemeName(m_converter.scheme());
        m_result.delimiter = m_tabs ? '\t' : ' ';
        m_result.hasHeader = false;
        for (RawSentence& raw : m_sentences)
            place(raw);
        auto& bad = m_result.table.badLines;
        std::stable_sort(bad.begin(), bad.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    }

private:
    /// "#" can be a word: a comment stands before a sentence and does not look like the file's other lines.
    bool isComment(const std::string& text, const std::vector<std::string>& columns) const {
        if (text.front() != '#' || !m_sentence.words.empty()) return false;
        const bool fits = columns.size() >= 2 && (m_columns == 0 || columns.size() == m_columns);
        return !fits || !isTag(columns.back());
    }

    std::string problemOf(const std::vector<std::string>& columns) const {
        const std::string count = std::to_string(columns.size()) + (columns.size() == 1 ? " column" : " columns");
        if (columns.size() < 2) return count + " where a word and its tag should be";
        if (m_columns != 0 && columns.size() != m_columns) return count + " instead of " + std::to_string(m_columns);
        if (isBlank(columns.front())) return "there is no word";
        return isBlank(columns.back()) ? "there is no tag" : "";
    }

    void spoil(const SourceLine& line, const std::string& problem) {
        m_result.table.badLines.push_back({line.number, problem, excerpt(line.text)});
        m_sentence.spoilt = true;
        m_sentence.words.clear();
        m_sentence.tags.clear();
        m_sentence.lines.clear();
    }

    void place(const RawSentence& raw) {
        for (std::size_t i = 0; i < raw.tags.size(); ++i)
            if (!m_converter.fits(raw.tags[i]))
                return m_result.table.badLines.push_back({raw.lines[i], oddTag(raw.tags[i]), excerpt(raw.words[i])});
        const Sentence sentence = joinWords(raw.words, raw.tags);
        m_result.table.rows.push_back({raw.line, {sentence.text, tagsLabel(m_converter.convert(sentence.tags))}});
    }

    ReadResult& m_result;
    TagConverter m_converter;
    std::vector<RawSentence> m_sentences;
    RawSentence m_sentence;
    std::size_t m_columns = 0; ///< of the lines so far
    bool m_tabs = false;
};

}

void readConll(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result) {
    ConllReader reader(result);
    LineCursor cursor(source);
    SourceLine line;
    while (cursor.next(line)) {
        if (maxRows > 0 && reader.sentences() >= maxRows) {
            result.complete = false;
            break;
        }
        reader.add(line);
        progress.step(cursor.position());
    }
    reader.finish();
}

bool looksLikeConll(const SourceText& source) {
    LineCursor cursor(source);
    SourceLine line;
    std::size_t words = 0, columns = 0, blanks = 0;
    bool tabs = false;
    for (std::size_t i = 0; i < kSniffedLines && cursor.next(line); ++i) {
        if (isBlank(line.text)) {
            blanks += words > 0;
            continue;
        }
        if (isDocumentStart(line.text) || (line.text.front() == '#' && words == 0)) continue;
        if (words == 0) tabs = line.text.find('\t') != std::string::npos;
        const auto fields = columnsOf(line.text, tabs);
        if (words == 0) columns = fields.size();
        if (fields.size() < 2 || fields.size() != columns || !isTag(fields.back())) return false;
        ++words;
    }
    return words >= 3 && blanks >= 1;
}

}
