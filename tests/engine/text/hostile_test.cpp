// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs made to hurt: they end, give what they should, and twice the input takes about twice the work.
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

namespace espalier {

namespace {

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + unit.size());
    while (text.size() < bytes)
        text += unit;
    return text;
}

/// Processor seconds that this thread takes for `work`, the least of three tries.
template <typename Work>
double processorSeconds(Work&& work) {
    const auto now = [] {
        timespec time {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
        const double begin = now();
        work();
        least = std::min(least, now() - begin);
    }
    return least;
}

/// Whether four times the input takes less than nine times as long: linear work takes 4 times, quadratic 16. Tried
/// anew where a busy machine got in the way; a millisecond is let pass.
template <typename Encode>
bool isLinear(std::string_view unit, Encode&& encode) {
    const std::string small = repeated(unit, 60'000), large = repeated(unit, 240'000);
    for (int attempt = 0; attempt < 5; ++attempt) {
        const double once = processorSeconds([&] { encode(small); });
        if (processorSeconds([&] { encode(large); }) < 9 * once + 1e-3) return true;
    }
    return false;
}

void expectLinear(const Tokenizer& tokenizer, std::string_view unit) {
    EXPECT_TRUE(isLinear(unit, [&](const std::string& text) { tokenizer.encode(text); })) << unit;
    EXPECT_TRUE(isLinear(unit, [&](const std::string& text) {
        std::vector<std::int32_t> ids;
        tokenizer.encodeIds(text, ids);
    })) << unit;
}

TEST(Hostile, WorkIsLinear) {
    const auto tokenizer = fixtureTokenizer("odd_tokens");
    const auto plain = fixtureTokenizer("cased_json");
    for (const std::string_view unit : std::initializer_list<std::string_view> {"^",
                                                                                "a",
                                                                                "\u0301",
                                                                                "e\u0323\u0301",
                                                                                "\x80",
                                                                                std::string_view("\0", 1),
                                                                                " ",
                                                                                "[",
                                                                                "[MASK",
                                                                                "[MASK]",
                                                                                "<left>",
                                                                                "  <both>",
                                                                                " gap",
                                                                                "\u4e2d",
                                                                                "\xed\x95\x9c",
                                                                                "##",
                                                                                "\U0001D15E\u302E",
                                                                                "\u302E\u0345",
                                                                                "the ",
                                                                                "A\xcc\x88 "}) {
        expectLinear(*tokenizer, unit);
        expectLinear(*plain, unit);
    }
}

TEST(Hostile, WorkOfPipelinesIsLinear) {
    for (const std::string name : {"byte_trim", "llama3", "llama2", "class_albert"}) {
        const auto tokenizer = fixtureTokenizer(name);
        for (const std::string_view unit : {"a", " ", "the ", "e\u0323\u0301", "1", "\u2581", "<mask>", "\r\n "})
            expectLinear(*tokenizer, unit);
    }
}

TEST(Hostile, ResultsOfLargeInputs) {
    const auto tokenizer = fixtureTokenizer("uncased_json");
    const auto ids = [&](std::string_view text) { return tokenizer->encode(text).ids; };
    const auto first = *tokenizer->id("[CLS]"), last = *tokenizer->id("[SEP]"), caret = *tokenizer->id("^");
    const std::vector<std::int32_t> empty {first, last}, unknown {first, *tokenizer->unknownId(), last};

    std::vector<std::int32_t> carets(1'000'002, caret);
    carets.front() = first;
    carets.back() = last;
    EXPECT_EQ(ids(repeated("^", 1'000'000)), carets);
    EXPECT_EQ(ids(repeated("a", 26'000)), unknown);
    EXPECT_EQ(ids(repeated("\u0301", 1'000'000)), empty);
    EXPECT_EQ(ids(repeated("\x80", 1'000'000)), empty);
    EXPECT_EQ(ids(repeated(std::string_view("\0", 1), 1'000'000)), empty);
    EXPECT_EQ(ids(repeated("\u200d", 1'000'000)), empty);
}

TEST(Hostile, TruncationStopsEarly) {
    const auto tokenizer = fixtureTokenizer("uncased_json");
    EncodeOptions options;
    options.maxLength = 16;
    std::vector<std::int32_t> ids;
    EXPECT_TRUE(tokenizer->encodeIds(repeated("the good ", 100'000), ids, options));
    EXPECT_EQ(ids, tokenizer->encode(repeated("the good ", 400), options).ids);
    EXPECT_EQ(ids.size(), 16u);
}

TEST(Hostile, LimitsBelowTheSpecialTokensLeaveThese) {
    const auto tokenizer = fixtureTokenizer("uncased_json");
    const std::vector<std::int32_t> two {*tokenizer->id("[CLS]"), *tokenizer->id("[SEP]")};
    EncodeOptions options;
    options.maxLength = 1;
    EXPECT_EQ(tokenizer->encode("the good", options).ids, two);
    EXPECT_EQ(tokenizer->encodePair("the", "good", options).ids.size(), 3u);
    options.truncate = false;
    EXPECT_EQ(tokenizer->encode("the good", options).ids.size(), 4u);
}

}

}
