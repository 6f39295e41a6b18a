// SPDX-License-Identifier: GPL-3.0-or-later
// Every tokenizer folder against what the reference library made of the same lines
// (tests/reference/tokenizers_fixtures.py, tokenizers_pipelines.py, tokenizers_classes.py).
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

namespace espalier {

namespace {

struct Variant {
    std::string name;
    std::size_t fewestCases;
};

void PrintTo(const Variant& variant, std::ostream* out) {
    *out << variant.name;
}

class Reference : public testing::TestWithParam<Variant> {
protected:
    void SetUp() override {
        if (GetParam().name != "minilm") {
            m_tokenizer = fixtureTokenizer(GetParam().name);
        } else if (const auto folder = minilmFolder()) {
            m_tokenizer = loadTokenizer(*folder).value();
        } else {
            GTEST_SKIP() << "all-MiniLM-L6-v2 is not there; ./test.sh fetches it (or set ESPALIER_SAMPLES)";
        }
    }
    std::vector<FixtureCase> cases() const {
        auto all = readCases(GetParam().name + ".jsonl");
        EXPECT_GE(all.size(), GetParam().fewestCases);
        return all;
    }

    std::shared_ptr<const Tokenizer> m_tokenizer;
};

TEST_P(Reference, EncodesAlike) {
    for (const FixtureCase& given : cases()) {
        const Encoding ours = given.pair ? m_tokenizer->encodePair(given.text, *given.pair, given.options)
                                         : m_tokenizer->encode(given.text, given.options);
        ASSERT_EQ(ours.ids, given.expected.ids) << given.where;
        ASSERT_EQ(ours.offsets, given.expected.offsets) << given.where;
        ASSERT_EQ(ours.typeIds, given.expected.typeIds) << given.where;
        ASSERT_EQ(ours.wordIds, given.expected.wordIds) << given.where;
    }
}

TEST_P(Reference, FastPathGivesTheSameIds) {
    // Twice, so that the second time the words come from the cache.
    const auto all = cases();
    for (int round = 0; round < 2; ++round)
        for (const FixtureCase& given : all) {
            if (given.pair) continue;
            std::vector<std::int32_t> ids {-7};
            const bool cut = m_tokenizer->encodeIds(given.text, ids, given.options);
            ASSERT_EQ(ids.front(), -7);
            ids.erase(ids.begin());
            ASSERT_EQ(ids, given.expected.ids) << given.where;
            ASSERT_EQ(cut, m_tokenizer->encode(given.text, given.options).truncated) << given.where;
        }
}

TEST_P(Reference, DecodesAlike) {
    int lines = 0;
    forEachLine(GetParam().name + ".decode.jsonl", [&](const Json& json, const std::string& where) {
        const auto ids = json["i"].get<std::vector<std::int32_t>>();
        EXPECT_EQ(m_tokenizer->decode(ids, false), json["k"].get<std::string>()) << where;
        EXPECT_EQ(m_tokenizer->decode(ids, true), json["s"].get<std::string>()) << where;
        ++lines;
    });
    EXPECT_GE(lines, 20);
}

TEST_P(Reference, BatchesKeepTheOrder) {
    std::vector<std::string> texts;
    std::vector<std::vector<std::int32_t>> expected;
    for (const FixtureCase& given : cases()) {
        if (given.pair || given.options.maxLength != 0 || !given.options.addSpecialTokens) continue;
        texts.push_back(given.text);
        expected.push_back(given.expected.ids);
    }
    EXPECT_EQ(encodeIdsBatch(*m_tokenizer, texts, {}, 3), expected);
    const auto encodings = encodeBatch(*m_tokenizer, texts, {}, 3);
    ASSERT_EQ(encodings.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(encodings[i].ids, expected[i]);
}

INSTANTIATE_TEST_SUITE_P(Folders, Reference,
                         testing::Values(Variant {"minilm", 3500}, Variant {"cased_json", 900},
                                         Variant {"cased_txt", 350}, Variant {"uncased_json", 350},
                                         Variant {"uncased_txt", 350}, Variant {"odd_tokens", 350},
                                         Variant {"raw", 350}, Variant {"accents", 350}, Variant {"legacy", 350},
                                         Variant {"decoder_config", 350}),
                         [](const auto& test) { return test.param.name; });

std::vector<Variant> pipelines() {
    std::vector<Variant> variants;
    for (const std::string& name : pipelineNames())
        variants.push_back({name, 60});
    return variants;
}

INSTANTIATE_TEST_SUITE_P(Pipelines, Reference, testing::ValuesIn(pipelines()),
                         [](const auto& test) { return test.param.name; });

}

}
