// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/template_lexer.h"

#include "engine/text/template_node.h"
#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier::chat {
namespace {

using Kind = Token::Kind;

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

class Lexer {
public:
    explicit Lexer(std::string source) : m_source(std::move(source)) { }

    std::vector<Token> run() {
        while (m_at < m_source.size()) {
            const std::size_t tag = findTag();
            takeText(tag);
            if (tag == std::string::npos) break;
            takeTag();
        }
        add(Kind::End, {});
        return std::move(m_tokens);
    }

private:
    void add(Kind kind, std::string text) { m_tokens.push_back({kind, std::move(text), m_line}); }
    void advance(std::size_t to) {
        m_line += static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_at),
                                              m_source.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        m_at = to;
    }
    bool at(std::string_view text) const { return std::string_view(m_source).substr(m_at).starts_with(text); }

    std::size_t findTag() const {
        for (std::size_t i = m_at; (i = m_source.find('{', i)) != std::string::npos; ++i)
            if (i + 1 < m_source.size() && std::string_view("{%#").find(m_source[i + 1]) != std::string_view::npos)
                return i;
        return std::string::npos;
    }

    /// The text up to a tag (npos: the end), less what the tag strips of it.
    void takeText(std::size_t tag) {
        const std::size_t end = tag == std::string::npos ? m_source.size() : tag;
        std::string text = m_source.substr(m_at, end - m_at);
        const char sign = end + 2 < m_source.size() ? m_source[end + 2] : ' ';
        if (tag != std::string::npos && sign == '-') {
            while (!text.empty() && isSpace(text.back()))
                text.pop_back();
        } else if (tag != std::string::npos && sign != '+' && m_source[end + 1] != '{') {
            const std::size_t newline = text.rfind('\n'), begin = newline == std::string::npos ? 0 : newline + 1;
            const bool blank = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), isSpace);
            if (blank && (begin > 0 || m_lineStarts)) text.resize(begin);
        }
        if (!text.empty()) add(Kind::Text, std::move(text));
        advance(end);
    }

    void takeTag() {
        const char type = m_source[m_at + 1];
        const std::string closing = type == '{' ? "}}" : std::string(1, type) + "}";
        const bool signedTag = m_at + 2 < m_source.size() && (m_source[m_at + 2] == '-' || m_source[m_at + 2] == '+');
        advance(m_at + (signedTag ? 3 : 2));
        if (type == '#') {
            const std::size_t end = m_source.find("#}", m_at);
            if (end == std::string::npos) failTemplate("a comment has no end", m_line);
            const bool strips = end > m_at && m_source[end - 1] == '-';
            advance(end);
            return close(closing, strips, false);
        }
        add(type == '{' ? Kind::OutputBegin : Kind::BlockBegin, {});
        takeExpression(closing);
    }

    void takeExpression(const std::string& closing) {
        const bool output = closing == "}}";
        int open = 0; // brackets, in which }} may be two braces
        for (;;) {
            while (m_at < m_source.size() && isSpace(m_source[m_at]))
                advance(m_at + 1);
            if (m_at >= m_source.size()) failTemplate("a tag has no end", m_line);
            const bool strips = at("-" + closing), keeps = at("+" + closing);
            if (open == 0 && (strips || keeps || at(closing))) {
                add(output ? Kind::OutputEnd : Kind::BlockEnd, {});
                advance(m_at + (strips || keeps ? 1 : 0));
                return close(closing, strips, output || keeps);
            }
            takeToken();
            if (m_tokens.back().kind != Kind::Operator) continue;
            const std::string& text = m_tokens.back().text;
            open += text == "(" || text == "[" || text == "{" ? 1 : text == ")" || text == "]" || text == "}" ? -1 : 0;
        }
    }

    /// Past the end of a tag and what it strips behind it.
    void close(const std::string& closing, bool strips, bool keepsNewline) {
        std::size_t to = m_at + closing.size();
        m_lineStarts = false;
        if (strips) {
            while (to < m_source.size() && isSpace(m_source[to]))
                ++to;
            m_lineStarts = m_source[to - 1] == '\n';
        } else if (!keepsNewline && to < m_source.size() && m_source[to] == '\n') {
            ++to;
            m_lineStarts = true;
        }
        advance(to);
    }

    void takeToken() {
        const char c = m_source[m_at];
        if (c == '"' || c == '\'') return takeString(c);
        if (isDigit(c)) return takeNumber();
        if (isNameStart(c)) {
            std::size_t end = m_at;
            while (end < m_source.size() && (isNameStart(m_source[end]) || isDigit(m_source[end])))
                ++end;
            add(Kind::Name, m_source.substr(m_at, end - m_at));
            return advance(end);
        }
        for (const char* two : {"==", "!=", "<=", ">=", "//", "**"})
            if (at(two)) {
                add(Kind::Operator, two);
                return advance(m_at + 2);
            }
        if (std::string_view("+-*/%~<>.,:()[]{}|=").find(c) == std::string_view::npos)
            failUnsupportedSyntax(std::string("the character \"") + c + "\"", m_line);
        add(Kind::Operator, std::string(1, c));
        advance(m_at + 1);
    }

    void takeNumber() {
        std::size_t end = m_at;
        const auto digits = [&] {
            while (end < m_source.size() && (isDigit(m_source[end]) || m_source[end] == '_'))
                ++end;
        };
        digits();
        const bool real = end + 1 < m_source.size() && m_source[end] == '.' && isDigit(m_source[end + 1]);
        if (real) {
            ++end;
            digits();
        }
        std::string text = m_source.substr(m_at, end - m_at);
        std::erase(text, '_');
        if (text.size() > 15) failUnsupportedSyntax("the number " + text, m_line);
        add(real ? Kind::Real : Kind::Integer, text);
        advance(end);
    }

    void takeString(char quote) {
        std::string text;
        std::size_t i = m_at + 1;
        for (; i < m_source.size() && m_source[i] != quote; ++i)
            if (m_source[i] == '\\' && i + 1 < m_source.size())
                i = takeEscape(i + 1, text);
            else
                text += m_source[i];
        if (i >= m_source.size()) failTemplate("a text in quotes has no end", m_line);
        add(Kind::String, std::move(text));
        advance(i + 1);
    }

    /// The escape whose letter stands at `i`; returns the place of its last character.
    std::size_t takeEscape(std::size_t i, std::string& text) const {
        const char c = m_source[i];
        constexpr std::string_view kLetters = "nrtabfv0\\'\"", kMeant {"\n\r\t\a\b\f\v\0\\'\"", 11};
        if (const auto found = kLetters.find(c); found != std::string_view::npos) {
            text += kMeant[found];
            return i;
        }
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits == 0 || i + digits >= m_source.size()) {
            if (c != '\n') text += std::string("\\") + c;
            return i;
        }
        const std::string number = m_source.substr(i + 1, digits);
        if (number.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            failTemplate("the escape \\" + std::string(1, c) + number + " is no character", m_line);
        const auto point = std::stoul(number, nullptr, 16);
        if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
            failTemplate("the escape \\" + std::string(1, c) + number + " is no character", m_line);
        unicode::appendUtf8(text, static_cast<char32_t>(point));
        return i + digits;
    }

    std::string m_source;
    std::size_t m_at = 0;
    int m_line = 1;
    bool m_lineStarts = true; ///< the last tag took a newline with it
    std::vector<Token> m_tokens;
};

/// Line ends as Jinja has them: \n alone, and none at the end of the template.
std::string normalized(std::string_view source) {
    std::string text;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] != '\r')
            text += source[i];
        else if (i + 1 >= source.size() || source[i + 1] != '\n')
            text += '\n';
    }
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}

std::vector<Token> tokenizeTemplate(std::string_view source) {
    return Lexer(normalized(source)).run();
}

}
