// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/tokenize.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace espalier {
namespace {

constexpr std::size_t kChunk = 64; // texts a thread takes at a time

/// Calls `body(i)` for each i below `count` on some threads; what one throws is thrown here.
template <typename Body>
void parallelFor(std::size_t count, int threads, const Body& body) {
    std::atomic<std::size_t> next {0};
    std::exception_ptr failure;
    std::mutex mutex;
    const auto work = [&] {
        try {
            for (std::size_t first; (first = next.fetch_add(kChunk)) < count;) {
                for (std::size_t i = first; i < std::min(first + kChunk, count); ++i) body(i);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    const auto cores = std::max(1u, threads > 0 ? static_cast<unsigned>(threads) : std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(cores, (count + kChunk - 1) / kChunk); ++i) others.emplace_back(work);
    work();
    others.clear(); // joins
    if (failure) std::rethrow_exception(failure);
}

struct TextPair {
    const std::string& text;
    const std::string& pair; // empty: there is none
};

/// Ids, types and, with -1 for special tokens, offsets; returns whether the text was cut.
bool take(Encoding encoding, bool hasPair, bool withOffsets, TokenizedExample& example) {
    if (withOffsets) {
        example.offsets = std::move(encoding.offsets);
        for (std::size_t i = 0; i < example.offsets.size(); ++i) {
            if (encoding.wordIds[i] < 0) example.offsets[i] = {-1, -1};
        }
    }
    example.ids = std::move(encoding.ids);
    if (hasPair) example.typeIds = std::move(encoding.typeIds);
    return encoding.truncated;
}

template <typename RowOf>
TokenizedTexts tokenizeRows(const Tokenizer& tokenizer, std::size_t count, std::int64_t maxLength, int threads, bool withOffsets,
                            const RowOf& rowOf) {
    const EncodeOptions options {.maxLength = maxLength};
    std::vector<char> truncated(count); // not vector<bool>: threads write side by side
    TokenizedTexts result;
    result.examples.resize(count);
    parallelFor(count, threads, [&](std::size_t i) {
        const TextPair row = rowOf(i);
        auto& example = result.examples[i];
        if (!row.pair.empty()) truncated[i] = take(tokenizer.encodePair(row.text, row.pair, options), true, withOffsets, example);
        else if (withOffsets) truncated[i] = take(tokenizer.encode(row.text, options), false, true, example);
        else truncated[i] = tokenizer.encodeIds(row.text, example.ids, options);
    });
    for (std::size_t i = 0; i < count; ++i) {
        result.truncated.push_back(truncated[i]);
        result.truncatedCount += truncated[i];
        result.longest = std::max(result.longest, static_cast<std::int64_t>(result.examples[i].ids.size()));
    }
    return result;
}

}

TokenizedTexts tokenizeTexts(const Tokenizer& tokenizer, const std::vector<std::string>& texts, const std::vector<std::string>& pairs,
                             std::int64_t maxLength, int threads, bool withOffsets) {
    static const std::string none;
    return tokenizeRows(tokenizer, texts.size(), maxLength, threads, withOffsets,
                        [&](std::size_t i) { return TextPair {texts[i], pairs.empty() ? none : pairs[i]}; });
}

TokenizedTexts tokenizeExamples(const Tokenizer& tokenizer, const std::vector<Example>& examples, std::int64_t maxLength, int threads,
                                bool withOffsets) {
    return tokenizeRows(tokenizer, examples.size(), maxLength, threads, withOffsets,
                        [&](std::size_t i) { return TextPair {examples[i].text, examples[i].pair}; });
}

}
