// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace espalier {

namespace {

/// Runs body(i) for every i below count on `threads` threads; throws the first exception that one of them threw.
template <typename Body>
void forEachIndex(std::size_t count, int threads, Body&& body) {
    constexpr std::size_t kChunk = 64;
    std::atomic<std::size_t> next {0};
    std::exception_ptr problem;
    std::mutex mutex;
    const auto work = [&] {
        try {
            for (std::size_t begin = next.fetch_add(kChunk); begin < count; begin = next.fetch_add(kChunk))
                for (std::size_t i = begin; i < std::min(begin + kChunk, count); ++i)
                    body(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!problem) problem = std::current_exception();
            next = count;
        }
    };
    const std::size_t chunks = (count + kChunk - 1) / kChunk;
    {
        std::vector<std::jthread> others;
        for (std::size_t k = 1; k < std::min(chunks, static_cast<std::size_t>(std::max(threads, 1))); ++k)
            others.emplace_back(work);
        work();
    }
    if (problem) std::rethrow_exception(problem);
}

}

std::string Tokenizer::joinTokens(const std::vector<std::string>& tokens) const {
    std::string text;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        text += (i ? " " : "") + tokens[i];
    return text;
}

std::vector<Encoding> encodeBatch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                  const EncodeOptions& options, int threads) {
    std::vector<Encoding> result(texts.size());
    forEachIndex(texts.size(), threads, [&](std::size_t i) { result[i] = tokenizer.encode(texts[i], options); });
    return result;
}

std::vector<std::vector<std::int32_t>> encodeIdsBatch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                                      const EncodeOptions& options, int threads) {
    std::vector<std::vector<std::int32_t>> result(texts.size());
    forEachIndex(texts.size(), threads, [&](std::size_t i) { tokenizer.encodeIds(texts[i], result[i], options); });
    return result;
}

}
