// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/unicode.h"
#include "engine/text/unicode_forms.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace espalier {

/// Splits well-formed text into words as GPT-2's regular expression does:
/// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
class Gpt2Splitter {
public:
    explicit Gpt2Splitter(std::string_view text) : m_text(text) { }

    /// The end of the word that begins at `begin`, which is before the text's end.
    std::size_t wordEnd(std::size_t begin) const {
        std::size_t end = begin;
        const char first = m_text[begin];
        if (first == '\'')
            if (const std::size_t contraction = contractionEnd(begin)) return contraction;
        if (first == ' ' && begin + 1 < m_text.size()) {
            std::size_t next = begin + 1;
            if (const Kind kind = take(next); kind != Space) return runEnd(next, kind);
        }
        const Kind kind = take(end);
        return kind == Space ? spaceEnd(end) : runEnd(end, kind);
    }

private:
    enum Kind : std::uint8_t { Other, Letter, Number, Space };

    static Kind kindOf(std::uint8_t classes) {
        return classes & unicode::Letter    ? Letter
            : classes & unicode::Number     ? Number
            : classes & unicode::WhiteSpace ? Space
                                            : Other;
    }
    static const std::array<Kind, 128>& asciiKinds() {
        static const std::array<Kind, 128> kinds = [] {
            std::array<Kind, 128> result {};
            for (char32_t c = 0; c < 128; ++c)
                result[c] = kindOf(unicode::charClasses(c));
            return result;
        }();
        return kinds;
    }

    /// The kind of the character at `position`, which moves past it.
    Kind take(std::size_t& position) const {
        const auto byte = static_cast<std::uint8_t>(m_text[position]);
        if (byte >= 0x80) return kindOf(unicode::charClasses(unicode::decodeUtf8(m_text, position)));
        ++position;
        return m_ascii[byte];
    }

    std::size_t runEnd(std::size_t end, Kind kind) const {
        for (std::size_t next = end; next < m_text.size(); end = next)
            if (take(next) != kind) break;
        return end;
    }

    /// All white space but the last character, where a word follows and there is more than that one.
    std::size_t spaceEnd(std::size_t end) const {
        std::size_t last = 0; // where the last character begins; 0: there is but one
        for (std::size_t next = end; next < m_text.size(); end = next) {
            if (take(next) != Space) return last == 0 ? end : last;
            last = end;
        }
        return end;
    }

    std::size_t contractionEnd(std::size_t begin) const {
        const std::string_view rest = m_text.substr(begin + 1, 2);
        if (rest.empty()) return 0;
        if (rest[0] == 's' || rest[0] == 't' || rest[0] == 'm' || rest[0] == 'd') return begin + 2;
        return rest == "re" || rest == "ve" || rest == "ll" ? begin + 3 : 0;
    }

    std::string_view m_text;
    const std::array<Kind, 128>& m_ascii = asciiKinds();
};

}
