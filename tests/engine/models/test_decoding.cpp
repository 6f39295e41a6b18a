// SPDX-License-Identifier: GPL-3.0-or-later
// Token by token with a cache must be what the whole sequence at once is.
#include "engine/models/decoding.h"
#include "tests/engine/models/decoder_fixture.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace espalier::test {

namespace {

class CachedDecoding : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override { fixture = std::make_unique<DecoderFixture>(GetParam()); }

    Model& model() { return *fixture->loaded.model; }
    bool encodes() const { return fixture->batch.decoder != nullptr; }
    DecodingPrompt promptOf(std::int64_t text, std::size_t length) const {
        if (!encodes()) return {first(fixture->ids("ids", text), length)};
        return {fixture->ids("ids", text), first(fixture->ids("decoder_ids", text), length)};
    }
    std::vector<std::int32_t> tokensOf(std::int64_t text) const {
        return fixture->ids(encodes() ? "decoder_ids" : "ids", text);
    }
    /// Logits behind the token `at` of a text, from Transformers.
    at::Tensor expected(std::int64_t text, std::size_t at) const {
        return fixture->expected("logits." + std::to_string(text)).select(0, static_cast<std::int64_t>(at));
    }

    std::unique_ptr<DecoderFixture> fixture;

private:
    static std::vector<std::int32_t> first(std::vector<std::int32_t> ids, std::size_t length) {
        ids.resize(length);
        return ids;
    }
};

constexpr double kTolerance = 1e-4;

}

TEST_P(CachedDecoding, EqualsTheWholeSequence) {
    const auto decoding = model().decoding();
    for (std::int64_t text = 1; text < fixture->texts(); ++text) {
        const auto tokens = tokensOf(text);
        const std::size_t begin = std::max<std::size_t>(tokens.size() / 3, 1);
        EXPECT_LT(difference(decoding->start({promptOf(text, begin)})[0], expected(text, begin - 1)), kTolerance);
        for (std::size_t i = begin; i < tokens.size(); ++i)
            EXPECT_LT(difference(decoding->next({tokens[i]})[0], expected(text, i)), kTolerance) << text << " " << i;
    }
}

TEST_P(CachedDecoding, RowsOfUnlikeLengthsDoNotMeet) {
    const auto decoding = model().decoding();
    const auto a = tokensOf(2), b = tokensOf(4);
    const std::size_t shorter = 2, longer = 3;
    ASSERT_GT(std::min(a.size(), b.size()), longer);
    at::Tensor logits = decoding->start({promptOf(2, shorter), promptOf(4, longer)});
    EXPECT_LT(difference(logits[0], expected(2, shorter - 1)), kTolerance);
    EXPECT_LT(difference(logits[1], expected(4, longer - 1)), kTolerance);
    logits = decoding->next({a[shorter], b[longer]});
    EXPECT_LT(difference(logits[0], expected(2, shorter)), kTolerance);
    EXPECT_LT(difference(logits[1], expected(4, longer)), kTolerance);
}

TEST_P(CachedDecoding, ReorderedRowsGoOnFromWhereTheyWere) {
    const auto decoding = model().decoding();
    const auto tokens = tokensOf(2);
    const std::size_t begin = 2;
    ASSERT_GT(tokens.size(), begin + 1);
    decoding->start({promptOf(2, begin)});
    decoding->reorder({0, 0, 0});
    decoding->next({5, tokens[begin], 7});
    decoding->reorder({1, 0, 1, 2, 1});
    const at::Tensor logits = decoding->next({tokens[begin + 1], 9, tokens[begin + 1], tokens[begin + 1], 11});
    EXPECT_LT(difference(logits[0], expected(2, begin + 1)), kTolerance);
    EXPECT_LT(difference(logits[2], expected(2, begin + 1)), kTolerance);
    EXPECT_GT(difference(logits[1], expected(2, begin + 1)), 1e-2);
    EXPECT_GT(difference(logits[3], expected(2, begin + 1)), 1e-2);
}

/// Many rows take another product than few; the numbers stay.
TEST_P(CachedDecoding, ManyRowsAreAsOne) {
    const auto decoding = model().decoding();
    const auto tokens = tokensOf(2);
    const std::vector<DecodingPrompt> prompts(21, promptOf(2, 2));
    decoding->start(prompts);
    const at::Tensor logits = decoding->next(std::vector<std::int32_t>(21, tokens[2]));
    for (std::int64_t row = 0; row < 21; ++row)
        EXPECT_LT(difference(logits[row], expected(2, 2)), kTolerance);
}

/// Eight bits keep more than two digits of a logit, four about one.
TEST_P(CachedDecoding, FewerBitsComeNear) {
    const auto tokens = tokensOf(2);
    const at::Tensor exact = expected(2, 2);
    const double spread = (exact - exact.mean()).square().mean().sqrt().item<double>();
    std::vector<double> errors;
    for (const int bits : {8, 4}) {
        const auto decoding = model().decoding();
        decoding->useBits(bits);
        decoding->start({promptOf(2, 2)});
        const at::Tensor error = decoding->next({tokens[2]})[0] - exact;
        errors.push_back(error.square().mean().sqrt().item<double>() / spread);
    }
    EXPECT_LT(errors[0], 0.03);
    EXPECT_GT(errors[0], 1e-5);
    EXPECT_LT(errors[1], 0.5);
    EXPECT_GT(errors[1], errors[0]);
}

INSTANTIATE_TEST_SUITE_P(Families, CachedDecoding,
                         testing::Values("gpt2_language", "llama_language", "llama_biases", "llama_llama3",
                                         "t5_language", "t5_gated"));

TEST(Decoding, IsRefusedWithoutALanguageModelHead) {
    for (const char* name : {"gpt2_sequence", "llama_body", "t5_encoder"}) {
        DecoderFixture fixture(name);
        EXPECT_THROW(fixture.loaded.model->decoding(), Exception) << name;
    }
}

}
