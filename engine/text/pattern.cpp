// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/pattern.h"

#include "engine/base/error.h"
#include "engine/text/regex_syntax.h"
#include "engine/text/unicode.h"

#include <pcre2.h>

namespace espalier {

namespace {

constexpr std::uint32_t kMatchLimit = 1'000'000, kHeapLimitKiB = 64 * 1024;

struct CompileContext {
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    CompileContext() = default;
    CompileContext(const CompileContext&) = delete;
    CompileContext& operator=(const CompileContext&) = delete;
    ~CompileContext() { pcre2_compile_context_free(context); }
};

std::string messageOf(int code) {
    char text[256] = {};
    pcre2_get_error_message(code, reinterpret_cast<PCRE2_UCHAR*>(text), sizeof text);
    return text;
}

}

struct Pattern::Regex {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;

    Regex() = default;
    Regex(const Regex&) = delete;
    Regex& operator=(const Regex&) = delete;
    ~Regex() {
        pcre2_match_context_free(limits);
        pcre2_code_free(code);
    }
};

Pattern Pattern::ofString(std::string text) {
    Pattern pattern;
    pattern.m_text = std::move(text);
    return pattern;
}

Pattern Pattern::ofRegex(const std::string& expression, const std::string& where) {
    const std::string translated = toPcre(expression, where);
    const auto regex = std::make_shared<Regex>();
    CompileContext compile;
    pcre2_set_newline(compile.context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(compile.context, 100);
    int code = 0;
    PCRE2_SIZE offset = 0;
    // Ruby's ^ and $ are always those of lines.
    regex->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.data()), translated.size(),
                                PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, &code, &offset,
                                compile.context);
    if (regex->code == nullptr)
        failBadInput("the regular expression can't be used: " + messageOf(code), where, "it reads " + expression);
    pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); // where there is no JIT, matching is slower
    regex->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(regex->limits, kMatchLimit);
    pcre2_set_heap_limit(regex->limits, kHeapLimitKiB);
    Pattern pattern;
    pattern.m_regex = regex;
    return pattern;
}

bool Pattern::find(std::string_view text, std::size_t from, void* scratch, PatternPart& match) const {
    if (m_regex == nullptr) {
        const std::size_t found = text.find(m_text, from);
        match = {found, found + m_text.size(), true};
        return found != std::string_view::npos;
    }
    auto* data = static_cast<pcre2_match_data*>(scratch);
    const int count = pcre2_match(m_regex->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                                  PCRE2_NO_UTF_CHECK, data, m_regex->limits);
    if (count == PCRE2_ERROR_NOMATCH) return false;
    if (count < 0)
        failBadInput("a regular expression of the tokenizer gives up on a text: " + messageOf(count), {},
                     "shorten the text");
    const PCRE2_SIZE* found = pcre2_get_ovector_pointer(data);
    match = {found[0], found[1], true};
    return match.begin <= match.end;
}

void Pattern::split(std::string_view text, std::vector<PatternPart>& parts) const {
    if (text.empty()) return parts.push_back({0, 0, false});
    std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data*)> scratch(nullptr, pcre2_match_data_free);
    if (m_regex != nullptr) scratch.reset(pcre2_match_data_create_from_pattern(m_regex->code, nullptr));
    std::size_t done = 0;
    bool any = false;
    for (std::size_t from = 0; from <= text.size();) {
        PatternPart match {};
        if (!find(text, from, scratch.get(), match)) break;
        // As the reference: no empty match where the last one ended.
        if (match.begin == match.end && any && match.end == done) {
            if (from == text.size()) break;
            unicode::decodeUtf8(text, from);
            continue;
        }
        if (done != match.begin) parts.push_back({done, match.begin, false});
        parts.push_back(match);
        done = from = match.end;
        any = true;
    }
    if (done != text.size()) parts.push_back({done, text.size(), false});
}

}
