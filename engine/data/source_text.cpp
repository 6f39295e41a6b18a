// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/source_text.h"

#include "engine/data/encoding.h"

#include <algorithm>

namespace espalier {
namespace {

/// Missing, folder, device, empty: told apart before anything is read.
void checkFile(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        failNotFound("there is no such file", path.string(), "check the path");
    if (std::filesystem::is_directory(status))
        failBadInput("this is a folder, not a data file", path.string(), "give a CSV, TSV or JSONL file");
    if (!std::filesystem::is_regular_file(status))
        failBadInput("this is not a regular file", path.string(), "give a CSV, TSV or JSONL file");
    if (std::filesystem::file_size(path, error) == 0)
        failBadInput("the file is empty", path.string(), "give a file with at least one row");
}

void convertUtf16(SourceText& source, std::string_view raw) {
    if ((raw.size() - source.begin) % 2)
        failBadInput("the file ends in the middle of a UTF-16 character", source.name,
                     "choose another encoding, or export the file again");
    source.converted = utf16ToUtf8(raw.substr(source.begin), source.encoding == TextEncoding::Utf16Be);
    source.isConverted = true;
    source.begin = 0;
    source.clean = isValidUtf8(source.converted) && source.converted.find('\0') == std::string::npos;
}

bool isBlank(std::string_view bytes) {
    return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

SourceText open(const std::filesystem::path& path, std::optional<TextEncoding> encoding) {
    checkFile(path);
    SourceText source {MappedFile::open(path).value()};
    source.name = path.filename().string();
    const std::string_view raw = source.bytes();
    const EncodingGuess guess = guessEncoding(raw, encoding);
    if (guess.binary)
        failBadInput("this is not a text file", path.string(), "export the data as CSV, TSV or JSONL (UTF-8)");
    source.encoding = guess.encoding;
    source.begin = guess.markBytes;
    source.clean = guess.clean;
    if (guess.encoding == TextEncoding::Utf16Le || guess.encoding == TextEncoding::Utf16Be) convertUtf16(source, raw);
    const std::string_view text = source.bytes().substr(source.begin);
    if (isBlank(text)) failBadInput("the file is empty", path.string(), "give a file with at least one row");
    if (text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos) source.newline = '\r';
    return source;
}

}

std::string_view SourceText::bytes() const {
    if (isConverted) return converted;
    const auto raw = file.bytes();
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

Result<SourceText> openSourceText(const std::filesystem::path& path, std::optional<TextEncoding> encoding) {
    return capture([&] { return open(path, encoding); });
}

bool LineCursor::atEnd() const {
    return m_position >= m_source->bytes().size();
}

bool LineCursor::next(SourceLine& line) {
    const std::string_view bytes = m_source->bytes();
    if (m_position >= bytes.size()) return false;
    const std::size_t end = std::min(bytes.find(m_source->newline, m_position), bytes.size());
    std::string_view raw = bytes.substr(m_position, end - m_position);
    m_position = end + 1;
    line.number = ++m_line;
    line.problem.clear();
    if (!raw.empty() && raw.back() == '\r') raw.remove_suffix(1);
    const bool hasNul = !m_source->clean && raw.find('\0') != std::string_view::npos;
    if (hasNul) line.problem = "NUL byte in the line";
    if (m_source->encoding == TextEncoding::Windows1252) {
        line.text = windows1252ToUtf8(raw);
    } else if (m_source->clean || isValidUtf8(raw)) {
        line.text.assign(raw);
    } else {
        line.text = repairUtf8(raw);
        if (line.problem.empty())
            line.problem = std::string("bytes that are not ") + (m_source->isConverted ? "UTF-16" : "UTF-8");
    }
    if (hasNul) std::replace(line.text.begin(), line.text.end(), '\0', ' ');
    return true;
}

std::string excerpt(std::string_view text, std::size_t limit) {
    if (text.size() > limit) {
        while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
            --limit;
        text = text.substr(0, limit);
    }
    return std::string(text);
}

}
