// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/regex_syntax.h"

#include "engine/base/error.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace espalier {

namespace {

#include "engine/text/regex_ranges.inc"

/// PCRE2 takes U+180E for a space, and marks (in some versions) for no part of a word.
constexpr std::string_view kSpace = "\\t-\\r\\x{85}\\p{Z}", kHexadecimal = "0-9A-Fa-f",
                           kWord = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}"
                                   "\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}";

/// A class that has to be spelled out.
struct SpelledClass {
    std::size_t length = 0; ///< of how the expression names it; 0: it is no such class
    std::string members {};
    bool isNegative = false;
};

/// The class that `rest` begins with, a backslash and what follows.
SpelledClass classAt(std::string_view rest) {
    for (const auto& [name, members, added] :
         {std::tuple {"s", kSpace, std::string_view()}, std::tuple {"w", kWord, kNewWord},
          std::tuple {"h", kHexadecimal, std::string_view()},
          std::tuple {"p{L}", std::string_view("\\p{L}"), kNewLetters},
          std::tuple {"p{N}", std::string_view("\\p{N}"), kNewNumbers}}) {
        const std::string_view known = name, given = rest.substr(1, known.size());
        const bool isNegative = !given.empty() && given[0] == known[0] - 'a' + 'A';
        if (given.size() != known.size() || given.substr(1) != known.substr(1)) continue;
        if (isNegative || given[0] == known[0])
            return {1 + known.size(), std::string(members).append(added), isNegative};
    }
    return {};
}

class Translator {
public:
    Translator(const std::string& expression, const std::string& where) : m_from(expression), m_where(where) { }

    std::string run() {
        while (m_at < m_from.size()) {
            if (m_from[m_at] == '\\')
                escape();
            else
                plain();
        }
        return std::move(m_to);
    }

private:
    [[noreturn]] void failHere(const std::string& what) const {
        failBadInput("the regular expression has " + what + ", which is not supported", m_where, "it reads " + m_from);
    }

    void escape() {
        if (m_at + 1 >= m_from.size()) failHere("a lone backslash at its end");
        const char letter = m_from[m_at + 1];
        m_setBegins = false;
        if (std::string_view("KgkyYC").find(letter) != std::string_view::npos) failHere(std::string("\\") + letter);
        const SpelledClass spelled = classAt(std::string_view(m_from).substr(m_at));
        if (spelled.length > 0 && m_depth == 0)
            m_to += (spelled.isNegative ? "[^" : "[") + spelled.members + "]";
        else if (spelled.length > 0 && !spelled.isNegative)
            m_to += spelled.members;
        else if (letter == 'H') // PCRE2 has no sets in sets, and another meaning for this
            failHere("\\H in a set");
        else
            m_to += m_from.substr(m_at, std::max<std::size_t>(spelled.length, 2));
        m_at += std::max<std::size_t>(spelled.length, 2);
    }

    void plain() {
        const char c = m_from[m_at];
        if (m_depth > 0) {
            const std::string_view rest = std::string_view(m_from).substr(m_at);
            if (rest.starts_with("&&")) failHere("an intersection of sets (&&)");
            if (c == '[' && !rest.starts_with("[:")) failHere("a set in a set");
            if (rest.starts_with("[:")) return posixClass();
        }
        if (c == '[') {
            ++m_depth;
            m_setBegins = true;
        } else if (c == ']' && m_depth > 0 && !m_setBegins) {
            --m_depth;
        } else if (!(c == '^' && m_setBegins)) {
            m_setBegins = false;
        }
        m_to += c;
        ++m_at;
    }

    void posixClass() {
        const std::size_t end = m_from.find(":]", m_at);
        if (end == std::string::npos) failHere("a class without its end");
        m_to += m_from.substr(m_at, end + 2 - m_at);
        m_at = end + 2;
        m_setBegins = false;
    }

    const std::string& m_from;
    const std::string& m_where;
    std::string m_to;
    std::size_t m_at = 0;
    int m_depth = 0; ///< 1 inside []
    bool m_setBegins = false; ///< right after [ or [^
};

}

std::string toPcre(const std::string& expression, const std::string& where) {
    return Translator(expression, where).run();
}

}
