// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/entities.h"

#include "engine/base/json.h"
#include "engine/data/code_points.h"
#include "engine/data/tag_scheme.h"
#include "engine/text/unicode.h"

#include <algorithm>
#include <optional>

namespace espalier {
namespace {

struct Word {
    std::int64_t start, end;
};

/// What stands between single blanks: one more than there are blanks.
std::vector<Word> wordsBetweenBlanks(const std::string& text) {
    std::vector<Word> words;
    std::int64_t start = 0, character = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
        if (c == ' ') {
            words.push_back({start, character});
            start = character + 1;
        }
        ++character;
    }
    words.push_back({start, character});
    return words;
}

/// As BERT's pre-tokenizer cuts a text: at white space, around punctuation and ideographs.
std::vector<Word> wordsByPunctuation(const std::string& text) {
    using unicode::CharInfo;
    std::vector<Word> words;
    std::int64_t start = 0, character = 0;
    const auto close = [&](std::int64_t end) {
        if (start < end) words.push_back({start, end});
    };
    for (std::size_t position = 0; position < text.size(); ++character) {
        const CharInfo& info = unicode::charInfo(unicode::decodeUtf8(text, position));
        const bool alone = info.has(CharInfo::Punctuation) || info.has(CharInfo::Chinese);
        if (!alone && !info.has(CharInfo::Space)) continue;
        close(character);
        if (alone) words.push_back({character, character + 1});
        start = character + 1;
    }
    close(character);
    return words;
}

std::vector<TaggedWord> tagBySpans(const std::string& text, const std::vector<EntitySpan>& spans) {
    std::vector<TaggedWord> words;
    std::vector<bool> begun(spans.size());
    std::size_t first = 0; // spans before it end before the word
    for (const Word& word : wordsByPunctuation(text)) {
        while (first < spans.size() && spans[first].end <= word.start)
            ++first;
        std::string tag = "O";
        for (std::size_t i = first; i < spans.size() && spans[i].start < word.end; ++i) {
            if (spans[i].end <= word.start) continue;
            tag = (begun[i] ? "I-" : "B-") + spans[i].type;
            begun[i] = true;
            break;
        }
        words.push_back({word.start, word.end, std::move(tag)});
    }
    return words;
}

EntitySpan readSpan(const Json& json) {
    if (!json.is_array() || json.size() != 3 || !json[0].is_number_integer() || !json[1].is_number_integer()
        || !json[2].is_string())
        failBadInput("a span must be [start, end, type]");
    return {json[0].get<std::int64_t>(), json[1].get<std::int64_t>(), json[2].get<std::string>()};
}

}

EntityLabel readEntityLabel(const std::string& label) {
    EntityLabel result;
    const Json json = label.empty() ? Json::array() : parseJson(label, "label").value();
    if (!json.is_array()) failBadInput("the label is neither a list of tags nor of spans");
    result.hasTags = !json.empty() && json.front().is_string();
    for (const Json& element : json) {
        if (element.is_string() != result.hasTags) failBadInput("the label mixes tags and spans");
        if (result.hasTags)
            result.tags.push_back(element.get<std::string>());
        else
            result.spans.push_back(readSpan(element));
    }
    return result;
}

std::string tagsLabel(const std::vector<std::string>& tags) {
    return toText(Json(tags));
}

std::string spansLabel(const std::vector<EntitySpan>& spans) {
    Json json = Json::array();
    for (const EntitySpan& span : spans)
        json.push_back({span.start, span.end, span.type});
    return toText(json);
}

std::vector<TaggedWord> taggedWords(const std::string& text, const std::string& label) {
    const EntityLabel entities = readEntityLabel(label);
    if (!entities.hasTags) return tagBySpans(text, entities.spans);
    const std::vector<Word> words = wordsBetweenBlanks(text);
    if (words.size() != entities.tags.size())
        failBadInput(std::to_string(entities.tags.size()) + " tags for " + std::to_string(words.size()) + " words");
    const std::vector<std::string> tags = toIob2(entities.tags);
    std::vector<TaggedWord> tagged;
    for (std::size_t i = 0; i < words.size(); ++i)
        tagged.push_back({words[i].start, words[i].end, tags[i]});
    return tagged;
}

std::vector<EntitySpan> entitySpans(const std::string& text, const std::string& label) {
    const EntityLabel entities = readEntityLabel(label);
    if (!entities.hasTags) return entities.spans;
    const std::vector<Word> words = wordsBetweenBlanks(text);
    if (words.size() != entities.tags.size())
        failBadInput(std::to_string(entities.tags.size()) + " tags for " + std::to_string(words.size()) + " words");
    std::vector<EntitySpan> spans;
    for (const TagChunk& chunk : tagChunks(entities.tags))
        spans.push_back({words[chunk.first].start, words[chunk.last].end, chunk.type});
    return spans;
}

std::string entitySummary(const std::string& text, const std::string& label) {
    const auto spans = capture([&] { return entitySpans(text, label); });
    if (!spans) return label;
    const std::vector<std::size_t> bytes = codePointStarts(text);
    std::string summary;
    for (const EntitySpan& span : *spans) {
        if (span.start < 0 || span.end < span.start || span.end >= static_cast<std::int64_t>(bytes.size())) continue;
        const std::size_t from = bytes[static_cast<std::size_t>(span.start)];
        summary += (summary.empty() ? "" : ", ") + text.substr(from, bytes[static_cast<std::size_t>(span.end)] - from)
            + " → " + span.type;
    }
    return summary;
}

}
