// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/pre_tokenizer_steps.h"

#include "engine/text/gpt2_splitter.h"
#include "engine/text/normalizer_steps.h"

#include <utility>

namespace espalier::steps {

namespace {

using unicode::CharInfo;

bool isSpace(char32_t c) {
    return unicode::charInfo(c).has(CharInfo::Space);
}
bool isPunctuation(char32_t c) {
    return unicode::charInfo(c).has(CharInfo::Punctuation);
}
bool isNumeric(char32_t c) {
    return (unicode::charClasses(c) & unicode::Numeric) != 0;
}

void gpt2Words(std::string_view text, std::vector<PatternPart>& parts) {
    const Gpt2Splitter splitter(text);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = splitter.wordEnd(begin);
        parts.push_back({begin, end, true});
        begin = end;
    }
}

/// \w+|[^\w\s]+ : runs of word characters, runs of what is neither they nor white space.
void wordRuns(std::string_view text, std::vector<PatternPart>& parts) {
    enum class Kind { None, Word, Space, Other };
    Kind previous = Kind::None;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t at = position;
        const CharInfo& info = unicode::charInfo(unicode::decodeUtf8(text, position));
        const Kind kind = info.has(CharInfo::Word) ? Kind::Word : info.has(CharInfo::Space) ? Kind::Space : Kind::Other;
        if (kind == previous)
            parts.back().end = position;
        else
            parts.push_back({at, position, kind == Kind::Space});
        previous = kind;
    }
}

FindParts atCharacter(std::string character) {
    return [pattern = Pattern::ofString(std::move(character))](std::string_view text, std::vector<PatternPart>& parts) {
        pattern.split(text, parts);
    };
}

std::string asUtf8(char32_t c) {
    std::string text;
    unicode::appendUtf8(text, c);
    return text;
}

void spacesTo(AlignedText& text, std::string_view replacement) {
    if (text.text.find(' ') == std::string::npos) return;
    AlignedText result;
    result.text.reserve(text.text.size() + text.text.size() / 2);
    result.alignments.reserve(result.text.capacity());
    for (std::size_t i = 0; i < text.text.size(); ++i) {
        if (text.text[i] == ' ')
            result.text += replacement;
        else
            result.text += text.text[i];
        result.alignments.resize(result.text.size(), text.alignments[i]);
    }
    text = std::move(result);
}

}

PreTokenizerStep byteLevel(bool addPrefixSpace, bool useRegex) {
    return [addPrefixSpace, useRegex](SplitText& split) {
        if (addPrefixSpace)
            rewritePieces(split, [](AlignedText& text) {
                if (!text.text.starts_with(' ')) prependText(text, " ");
            });
        if (useRegex) splitPieces(split, gpt2Words, SplitBehavior::Isolated);
        rewritePieces(split, bytesToCharacters);
    };
}

PreTokenizerStep metaspace(const MetaspaceOptions& options) {
    const std::string mark = asUtf8(options.replacement);
    return [options, mark, find = atCharacter(mark)](SplitText& split) {
        rewritePieces(split, [&](AlignedText& text) {
            spacesTo(text, mark);
            const bool first
                = options.prepend == PrependScheme::First && !text.text.empty() && text.alignments.front().start == 0;
            if ((options.prepend == PrependScheme::Always || first) && !text.text.starts_with(mark))
                prependText(text, mark);
        });
        if (options.split) splitPieces(split, find, SplitBehavior::MergedWithNext);
    };
}

PreTokenizerStep splitPattern(Pattern pattern, SplitBehavior behavior, bool invert) {
    const FindParts find
        = [pattern = std::move(pattern), invert](std::string_view text, std::vector<PatternPart>& parts) {
              pattern.split(text, parts);
              for (PatternPart& part : parts)
                  part.matched = part.matched != invert;
          };
    return [find, behavior](SplitText& split) { splitPieces(split, find, behavior); };
}

PreTokenizerStep digits(bool individual) {
    const SplitBehavior behavior = individual ? SplitBehavior::Isolated : SplitBehavior::Contiguous;
    return [behavior](SplitText& split) { splitAtCharacters(split, isNumeric, behavior); };
}

PreTokenizerStep whitespace() {
    return [](SplitText& split) { splitPieces(split, wordRuns, SplitBehavior::Removed); };
}

PreTokenizerStep whitespaceSplit() {
    return [](SplitText& split) { splitAtCharacters(split, isSpace, SplitBehavior::Removed); };
}

PreTokenizerStep punctuation(SplitBehavior behavior) {
    return [behavior](SplitText& split) { splitAtCharacters(split, isPunctuation, behavior); };
}

PreTokenizerStep bertWords() {
    return [](SplitText& split) {
        splitAtCharacters(split, isSpace, SplitBehavior::Removed);
        splitAtCharacters(split, isPunctuation, SplitBehavior::Isolated);
    };
}

PreTokenizerStep charDelimiter(char32_t delimiter) {
    return
        [find = atCharacter(asUtf8(delimiter))](SplitText& split) { splitPieces(split, find, SplitBehavior::Removed); };
}

PreTokenizerStep fixedLength(std::size_t length) {
    return [length](SplitText& split) {
        const auto find = [length](std::string_view text, std::vector<PatternPart>& parts) {
            for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
                for (std::size_t i = 0; i < length && end < text.size(); ++i)
                    unicode::decodeUtf8(text, end);
                parts.push_back({begin, end, true});
            }
        };
        splitPieces(split, find, SplitBehavior::Isolated);
    };
}

}
