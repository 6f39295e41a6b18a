// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/regex_syntax.h"

#include "engine/base/error.h"

#include <string_view>

namespace espalier {

namespace {

/// PCRE2 takes U+180E for a space, and marks (in some versions) for no part of a word.
constexpr std::string_view kSpace = "\\t-\\r\\x{85}\\p{Z}", kHexadecimal = "0-9A-Fa-f",
                           kWord = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}"
                                   "\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}";

/// The members of a class that has to be spelled out; empty for any other letter.
std::string_view membersOf(char letter) {
    switch (letter) {
    case 's':
    case 'S':
        return kSpace;
    case 'w':
    case 'W':
        return kWord;
    case 'h':
    case 'H':
        return kHexadecimal;
    default:
        return {};
    }
}

bool isNegative(char letter) {
    return letter >= 'A' && letter <= 'Z';
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
        const std::string_view members = membersOf(letter);
        if (letter == 'K' || letter == 'g' || letter == 'k' || letter == 'y' || letter == 'Y' || letter == 'C')
            failHere(std::string("\\") + letter);
        if (members.empty()) {
            m_to += m_from.substr(m_at, 2);
        } else if (m_depth == 0) {
            m_to += isNegative(letter) ? "[^" : "[";
            m_to += members;
            m_to += ']';
        } else if (!isNegative(letter)) {
            m_to += members;
        } else {
            negativeMember(letter);
        }
        m_at += 2;
    }

    /// Inside [], where PCRE2 has no nested sets: the negative classes that it has of its own.
    void negativeMember(char letter) {
        if (letter == 'H') failHere("\\H in a set");
        m_to += '\\';
        m_to += letter;
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
