// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/paragraphs.h"

#include <algorithm>

namespace espalier {
namespace {

bool isBlank(const std::string& line) {
    return line.find_first_not_of(" \t\r\f\v") == std::string::npos;
}

std::string withoutTrailingBlanks(std::string line) {
    line.erase(line.find_last_not_of(" \t\r\f\v") + 1);
    return line;
}

/// Whether a blank line stands between two others.
bool hasParagraphs(const SourceText& source) {
    LineCursor cursor(source);
    SourceLine line;
    bool sawText = false, sawBlank = false;
    while (cursor.next(line)) {
        const bool blank = isBlank(line.text);
        if (!blank && sawText && sawBlank) return true;
        sawBlank = sawText && blank;
        sawText = sawText || !blank;
    }
    return false;
}

/// Lines on their way to a row.
struct Paragraph {
    std::int64_t line = 0;
    std::string text, problem;

    void add(const SourceLine& more) {
        if (line == 0)
            line = more.number;
        else
            text += '\n';
        text += withoutTrailingBlanks(more.text);
        if (problem.empty()) problem = more.problem;
        if (problem.empty() && text.size() > kMaxCellBytes) problem = "paragraph longer than 1 MB";
    }
    void finish(Table& table) {
        if (line == 0) return;
        if (problem.empty())
            table.rows.push_back({line, {std::move(text)}});
        else
            table.badLines.push_back({line, problem, excerpt(text)});
        *this = {};
    }
};

}

void readParagraphs(const SourceText& source, std::int64_t maxRows, ReadProgress& progress, ReadResult& result) {
    Table& table = result.table;
    table.columns = {"text"};
    result.hasHeader = false;
    const bool byParagraph = hasParagraphs(source);
    LineCursor cursor(source);
    SourceLine line;
    Paragraph paragraph;
    while (cursor.next(line)) {
        const bool blank = isBlank(line.text) && line.problem.empty();
        if (blank || !byParagraph) paragraph.finish(table);
        if (blank) continue;
        if (maxRows > 0 && static_cast<std::int64_t>(table.rows.size()) >= maxRows) {
            result.complete = false;
            break;
        }
        paragraph.add(line);
        progress.step(cursor.position());
    }
    paragraph.finish(table);
}

}
