// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/file.h"
#include "engine/data/reader.h"

#include <string>
#include <string_view>

namespace espalier {

/// Cells longer than this make their row a bad line.
inline constexpr std::size_t kMaxCellBytes = 1u << 20;

/// A text file opened for reading: mapped as it is, or, from UTF-16, converted to UTF-8.
struct SourceText {
    MappedFile file;
    std::string converted {}; ///< UTF-8 made of a UTF-16 file
    bool isConverted = false;
    std::size_t begin = 0; ///< past the byte order mark
    TextEncoding encoding = TextEncoding::Utf8;
    bool clean = true; ///< no NUL and, in UTF-8, no bad byte anywhere
    char newline = '\n'; ///< '\r' in files of the old Macintosh
    std::string name {}; ///< file name, for messages

    std::string_view bytes() const;
};

/// Opens a data file. Errors: missing, not a regular file, empty, binary.
Result<SourceText> openSourceText(const std::filesystem::path& path, std::optional<TextEncoding> encoding);

/// A line without its end, as UTF-8 without NULs (what is not valid is replaced, and told in `problem`).
struct SourceLine {
    std::int64_t number = 0; ///< 1-based
    std::string text;
    std::string problem; ///< "NUL byte in the line", "bytes that are not UTF-8"; empty: none
};

/// Walks over the lines of a source. Copies are cheap, so that a reader can go back.
class LineCursor {
public:
    explicit LineCursor(const SourceText& source) : m_source(&source), m_position(source.begin) { }
    /// False at the end of the file. A file's last line needs no line end.
    bool next(SourceLine& line);
    std::size_t position() const { return m_position; }
    bool atEnd() const;

private:
    const SourceText* m_source;
    std::size_t m_position = 0;
    std::int64_t m_line = 0;
};

/// At most `limit` bytes of valid UTF-8, cut between characters.
std::string excerpt(std::string_view text, std::size_t limit = 200);

}
