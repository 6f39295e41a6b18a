// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/question_windows.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr std::size_t kMostOverlap = 128;

/// Where the context's tokens stand in the encoding of both texts.
struct Parts {
    Encoding encoding;
    std::size_t begin = 0, end = 0; ///< of the context
};

Parts encodeParts(const Tokenizer& tokenizer, const std::string& question, const std::string& context) {
    Parts parts {tokenizer.encodePair(question, context, {.truncate = false})};
    const auto& words = parts.encoding.wordIds;
    auto left = tokenizer.encode(question, {.addSpecialTokens = false, .truncate = false}).ids.size();
    std::size_t place = 0;
    for (; place < words.size() && left > 0; ++place)
        left -= words[place] >= 0;
    while (place < words.size() && words[place] < 0)
        ++place;
    parts.begin = place;
    for (parts.end = words.size(); parts.end > place && words[parts.end - 1] < 0;)
        --parts.end;
    return parts;
}

void append(QuestionWindow& window, const Parts& parts, std::size_t from, std::size_t to) {
    const Encoding& all = parts.encoding;
    for (std::size_t i = from; i < to; ++i) {
        const bool ofContext = i >= parts.begin && i < parts.end;
        window.input.ids.push_back(all.ids[i]);
        window.input.typeIds.push_back(all.typeIds[i]);
        window.offsets.push_back(all.offsets[i]);
        window.words.push_back(ofContext ? all.wordIds[i] : -1);
        const bool isFirst = all.wordIds.front() < 0 && all.ids[i] == all.ids.front();
        window.allowed.push_back(ofContext || isFirst);
    }
}

}

std::vector<QuestionWindow> questionWindows(const Tokenizer& tokenizer, const std::string& question,
                                            const std::string& context, std::int64_t maxLength) {
    const Parts parts = encodeParts(tokenizer, question, context);
    const std::size_t count = parts.end - parts.begin, others = parts.encoding.ids.size() - count;
    const auto longest = static_cast<std::size_t>(maxLength);
    std::size_t room = count, step = 1;
    if (count + others > longest) {
        const std::size_t overlap = std::min(kMostOverlap, longest / 2);
        if (others + overlap >= longest)
            failBadInput("the question has too many tokens to leave room for the context", "question",
                         "shorten it: question and " + std::to_string(overlap) + " tokens of the context must fit into "
                             + std::to_string(longest) + " tokens");
        room = longest - others;
        step = room - overlap;
    }
    std::vector<QuestionWindow> windows;
    for (std::size_t first = 0; first < count; first += step) {
        const std::size_t last = std::min(first + room, count);
        QuestionWindow& window = windows.emplace_back();
        append(window, parts, 0, parts.begin);
        append(window, parts, parts.begin + first, parts.begin + last);
        append(window, parts, parts.end, parts.encoding.ids.size());
        if (last == count) break;
    }
    return windows;
}

}
