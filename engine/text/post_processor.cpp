// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/post_processor.h"

#include <algorithm>

namespace espalier {

namespace {

void append(Encoding& to, const Encoding& from, std::int32_t typeId) {
    to.ids.insert(to.ids.end(), from.ids.begin(), from.ids.end());
    to.typeIds.insert(to.typeIds.end(), from.ids.size(), typeId);
    to.offsets.insert(to.offsets.end(), from.offsets.begin(), from.offsets.end());
    to.wordIds.insert(to.wordIds.end(), from.wordIds.begin(), from.wordIds.end());
    to.truncated = to.truncated || from.truncated;
}

void appendSpecial(Encoding& to, const TemplatePart& part) {
    to.ids.insert(to.ids.end(), part.ids.begin(), part.ids.end());
    to.typeIds.insert(to.typeIds.end(), part.ids.size(), part.typeId);
    to.offsets.insert(to.offsets.end(), part.ids.size(), {0, 0});
    to.wordIds.insert(to.wordIds.end(), part.ids.size(), -1);
}

template <typename Value>
void keep(std::vector<Value>& values, std::size_t length, bool fromLeft) {
    if (fromLeft)
        values.erase(values.begin(), values.end() - static_cast<std::ptrdiff_t>(length));
    else
        values.resize(length);
}

/// The longer one is cut first; then both alike.
std::pair<std::size_t, std::size_t> longestFirst(std::size_t first, std::size_t second, std::size_t limit) {
    const bool swapped = first > second;
    std::size_t shorter = std::min(first, second);
    std::size_t longer = shorter > limit ? shorter : std::max(shorter, limit - shorter);
    if (shorter + longer > limit) {
        shorter = limit / 2;
        longer = shorter + limit % 2;
    }
    return swapped ? std::pair(longer, shorter) : std::pair(shorter, longer);
}

}

std::int64_t specialTokenCount(const std::vector<TemplatePart>& parts) {
    std::int64_t count = 0;
    for (const TemplatePart& part : parts)
        count += static_cast<std::int64_t>(part.ids.size());
    return count;
}

std::pair<std::size_t, std::size_t> cutLengths(std::size_t first, std::size_t second, std::int64_t budget,
                                               TruncationStrategy strategy) {
    const auto limit = static_cast<std::size_t>(budget);
    if (first + second <= limit) return {first, second};
    if (limit == 0) return {0, 0};
    if (strategy == TruncationStrategy::LongestFirst) return longestFirst(first, second, limit);
    const bool cutsFirst = strategy == TruncationStrategy::OnlyFirst;
    const std::size_t excess = first + second - limit;
    if ((cutsFirst ? first : second) <= excess)
        failBadInput(std::string("the ") + (cutsFirst ? "first" : "second") + " text is too short to be cut to "
                         + std::to_string(limit) + " tokens together with the other",
                     {}, "allow more tokens, or cut the longest text first");
    return cutsFirst ? std::pair(first - excess, second) : std::pair(first, second - excess);
}

std::int64_t tokenBudget(const std::vector<TemplatePart>& parts, const EncodeOptions& options) {
    if (!options.truncate || options.maxLength <= 0) return -1;
    const std::int64_t special = options.addSpecialTokens ? specialTokenCount(parts) : 0;
    return std::max<std::int64_t>(options.maxLength - special, 0);
}

void cutTo(Encoding& encoding, std::size_t length, bool fromLeft) {
    if (length >= encoding.ids.size()) return;
    keep(encoding.ids, length, fromLeft);
    keep(encoding.offsets, length, fromLeft);
    keep(encoding.wordIds, length, fromLeft);
    encoding.truncated = true;
}

bool cutIds(std::vector<std::int32_t>& ids, std::size_t begin, std::int64_t budget, bool fromLeft) {
    if (budget < 0 || ids.size() - begin <= static_cast<std::size_t>(budget)) return false;
    const auto from = ids.begin() + static_cast<std::ptrdiff_t>(begin);
    if (fromLeft)
        ids.erase(from, ids.end() - budget);
    else
        ids.resize(begin + static_cast<std::size_t>(budget));
    return true;
}

Encoding assemble(const std::vector<TemplatePart>& parts, const Encoding& first, const Encoding* second,
                  bool addSpecialTokens) {
    Encoding result;
    for (const TemplatePart& part : parts) {
        if (part.kind == TemplatePart::Kind::First)
            append(result, first, part.typeId);
        else if (part.kind == TemplatePart::Kind::Second && second != nullptr)
            append(result, *second, part.typeId);
        else if (part.kind == TemplatePart::Kind::Special && addSpecialTokens)
            appendSpecial(result, part);
    }
    return result;
}

}
