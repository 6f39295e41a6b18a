// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Bytes [begin, end) of a text that a pattern matches, or (matched false) that lie between two matches.
struct PatternPart {
    std::size_t begin, end;
    bool matched;
};

/// What Split and Replace look for: a string, or a regular expression as Oniguruma's Ruby syntax reads it.
class Pattern {
public:
    static Pattern ofString(std::string text);
    /// Throws Exception, naming `where`, for an expression that can't be compiled.
    static Pattern ofRegex(const std::string& expression, const std::string& where);

    /// Appends the parts of well-formed text, in order and without gaps. Throws Exception where an expression takes too
    /// many steps.
    void split(std::string_view text, std::vector<PatternPart>& parts) const;

private:
    struct Regex;
    /// The next match at or after `from`; false where there is none.
    bool find(std::string_view text, std::size_t from, void* scratch, PatternPart& match) const;

    std::string m_text;
    std::shared_ptr<const Regex> m_regex; ///< null: m_text is looked for
};

}
