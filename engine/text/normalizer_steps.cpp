// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/normalizer_steps.h"

#include "engine/text/byte_alphabet.h"
#include "engine/text/unicode_forms.h"

#include <utility>

namespace espalier {

namespace {

using unicode::CharInfo;

/// Rebuilds a text: visit(character, its place, new text) for each character.
template <typename Visit>
void rebuild(AlignedText& text, Visit&& visit) {
    AlignedText result;
    result.text.reserve(text.text.size());
    result.alignments.reserve(text.text.size());
    for (std::size_t position = 0; position < text.text.size();) {
        const Alignment own = text.alignments[position];
        visit(unicode::decodeUtf8(text.text, position), own, result);
    }
    text = std::move(result);
}

bool isSpaceAt(std::string_view text, std::size_t at) {
    return unicode::charInfo(unicode::decodeUtf8(text, at)).has(CharInfo::Space);
}

void stripText(AlignedText& text, bool left, bool right) {
    const std::string_view all = text.text;
    std::size_t begin = 0, end = all.size();
    while (left && begin < end && isSpaceAt(all, begin))
        unicode::decodeUtf8(all, begin);
    while (right && begin < end) {
        std::size_t last = end - 1;
        while ((all[last] & 0xC0) == 0x80)
            --last;
        if (!isSpaceAt(all, last)) break;
        end = last;
    }
    text.alignments.erase(text.alignments.begin() + static_cast<std::ptrdiff_t>(end), text.alignments.end());
    text.alignments.erase(text.alignments.begin(), text.alignments.begin() + static_cast<std::ptrdiff_t>(begin));
    text.text = text.text.substr(begin, end - begin);
}

/// SentencePiece's rules for control characters and odd spaces.
char32_t nmtCharacter(char32_t c) {
    const bool dropped
        = (c >= 1 && c <= 8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F;
    if (dropped) return U'\0';
    const bool space = c == 9 || c == 0xA || c == 0xC || c == 0xD || c == 0x1680 || (c >= 0x200B && c <= 0x200F)
        || c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
    return space ? U' ' : c;
}

void replaceAll(AlignedText& text, const Pattern& pattern, const std::string& content, std::int32_t start) {
    std::vector<PatternPart> parts;
    pattern.split(text.text, parts);
    AlignedText result;
    for (const PatternPart& part : parts) {
        if (!part.matched) {
            const auto from = text.alignments.begin();
            result.text.append(text.text, part.begin, part.end - part.begin);
            result.alignments.insert(result.alignments.end(), from + static_cast<std::ptrdiff_t>(part.begin),
                                     from + static_cast<std::ptrdiff_t>(part.end));
            continue;
        }
        const Alignment place = part.end == 0 ? Alignment {start, start} : text.alignments[part.end - 1];
        result.text += content;
        result.alignments.resize(result.text.size(), place);
    }
    text = std::move(result);
}

}

namespace steps {

NormalizerStep bert(const NormalizerOptions& options) {
    return [options](AlignedText& text, std::int32_t) {
        AlignedText result;
        NormalizerStream<AlignedText> stream(options, result);
        for (std::size_t position = 0; position < text.text.size();) {
            const Alignment own = text.alignments[position];
            stream.put(unicode::decodeUtf8(text.text, position), own);
        }
        stream.finish();
        text = std::move(result);
    };
}

NormalizerStep normalForm(NormalForm form) {
    return [form](AlignedText& text, std::int32_t start) {
        if (!unicode::isAscii(text.text)) applyChanges(text, espalier::normalForm(text.text, form), start);
    };
}

NormalizerStep lowerCase() {
    return [](AlignedText& text, std::int32_t) {
        rebuild(text, [](char32_t c, Alignment own, AlignedText& out) {
            for (const char32_t part : unicode::lowerCase(c, unicode::charInfo(c)))
                out.put(part, own);
        });
    };
}

NormalizerStep strip(bool left, bool right) {
    return [left, right](AlignedText& text, std::int32_t) { stripText(text, left, right); };
}

NormalizerStep stripAccents() {
    return [](AlignedText& text, std::int32_t) {
        rebuild(text, [](char32_t c, Alignment own, AlignedText& out) {
            if ((unicode::charClasses(c) & unicode::Mark) == 0) out.put(c, own);
        });
    };
}

NormalizerStep nmt() {
    return [](AlignedText& text, std::int32_t) {
        rebuild(text, [](char32_t c, Alignment own, AlignedText& out) {
            const char32_t now = nmtCharacter(c);
            if (now != U'\0' || c == U'\0') out.put(now, own);
        });
    };
}

NormalizerStep prepend(std::string prefix) {
    return [prefix = std::move(prefix)](AlignedText& text, std::int32_t) { prependText(text, prefix); };
}

NormalizerStep replace(Pattern pattern, std::string content) {
    return [pattern = std::move(pattern), content = std::move(content)](AlignedText& text, std::int32_t start) {
        if (!text.text.empty()) replaceAll(text, pattern, content, start);
    };
}

NormalizerStep precompiled(std::shared_ptr<const PrecompiledMap> map) {
    return [map = std::move(map)](AlignedText& text, std::int32_t start) {
        std::vector<CharacterChange> changes;
        if (map->normalize(text.text, changes)) applyChanges(text, changes, start);
    };
}

NormalizerStep byteLevel() {
    return [](AlignedText& text, std::int32_t) { bytesToCharacters(text); };
}

}

void normalize(const NormalizerSteps& steps, std::string_view text, std::int32_t start, AlignedText& out) {
    out.text.assign(text);
    out.alignments.resize(text.size());
    for (std::size_t position = 0, at = 0; position < text.size(); ++start) {
        unicode::decodeUtf8(text, position);
        for (; at < position; ++at)
            out.alignments[at] = {start, start + 1};
    }
    const std::int32_t first = out.alignments.empty() ? start : out.alignments.front().start;
    for (const NormalizerStep& step : steps)
        step(out, first);
}

void prependText(AlignedText& text, std::string_view prefix) {
    if (text.text.empty()) return;
    text.text.insert(0, prefix);
    text.alignments.insert(text.alignments.begin(), prefix.size(), text.alignments.front());
}

void bytesToCharacters(AlignedText& text) {
    AlignedText result;
    result.text.reserve(text.text.size());
    result.alignments.reserve(text.text.size());
    for (std::size_t i = 0; i < text.text.size(); ++i)
        result.put(byteCharacter(static_cast<std::uint8_t>(text.text[i])), text.alignments[i]);
    text = std::move(result);
}

}
