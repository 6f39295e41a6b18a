// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer.json that is made from older files or a GGUF, read again: what the reference makes of the originals.
// tests/reference/tokenizers_written.py shows that the reference reads it so too.
#include "engine/base/file.h"
#include "engine/text/tokenizer_export.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace espalier {

namespace {

namespace fs = std::filesystem;

bool hasTokenizerJson(const std::string& name) {
    return fs::exists(fixturePath(name) / "tokenizer.json");
}

/// The fixtures whose tokenizer comes from something else than a tokenizer.json.
std::vector<std::string> withoutTokenizerJson() {
    std::vector<std::string> names {"cased_txt", "uncased_txt"};
    for (const std::string& name : pipelineNames())
        if (!hasTokenizerJson(name)) names.push_back(name);
    return names;
}

class TokenizerExport : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("espalier-tokenizer-" + GetParam() + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::shared_ptr<const Tokenizer> written(bool settings) {
        for (const auto& [name, bytes] : tokenizerFiles(fixturePath(GetParam())))
            if (settings || name == "tokenizer.json") writeFileAtomically(m_folder / name, bytes);
        return loadTokenizer(m_folder).value();
    }

    void expectReference(const Tokenizer& tokenizer) const {
        const auto cases = readCases(GetParam() + ".jsonl");
        ASSERT_GE(cases.size(), 60u);
        for (const FixtureCase& given : cases) {
            const Encoding ours = given.pair ? tokenizer.encodePair(given.text, *given.pair, given.options)
                                             : tokenizer.encode(given.text, given.options);
            ASSERT_EQ(ours.ids, given.expected.ids) << given.where;
            ASSERT_EQ(ours.offsets, given.expected.offsets) << given.where;
            ASSERT_EQ(ours.typeIds, given.expected.typeIds) << given.where;
        }
    }

    fs::path m_folder;
};

TEST_P(TokenizerExport, WholeFolderEncodesAsTheOriginal) {
    const auto tokenizer = written(true);
    expectReference(*tokenizer);
    EXPECT_EQ(tokenizer->padId(), fixtureTokenizer(GetParam())->padId());
}

TEST_P(TokenizerExport, TokenizerJsonAloneEncodesAsTheOriginal) {
    if (!fs::exists(fixturePath(GetParam()) / "config.json")) expectReference(*written(false));
}

TEST_P(TokenizerExport, DecodesAsTheOriginal) {
    const auto tokenizer = written(true);
    forEachLine(GetParam() + ".decode.jsonl", [&](const Json& json, const std::string& where) {
        const auto ids = json["i"].get<std::vector<std::int32_t>>();
        EXPECT_EQ(tokenizer->decode(ids, false), json["k"].get<std::string>()) << where;
    });
}

TEST_P(TokenizerExport, IsTheSameWhenWrittenAgain) {
    (void)written(true);
    const auto again = tokenizerFiles(m_folder);
    EXPECT_EQ(again.at("tokenizer.json"), readFile(m_folder / "tokenizer.json").value());
}

INSTANTIATE_TEST_SUITE_P(Fixtures, TokenizerExport, testing::ValuesIn(withoutTokenizerJson()),
                         [](const auto& test) { return test.param; });

TEST(TokenizerExport, TokenizerJsonIsTakenAsItIs) {
    const auto files = tokenizerFiles(fixturePath("unigram_file"));
    EXPECT_EQ(files.at("tokenizer.json"), readFile(fixturePath("unigram_file") / "tokenizer.json").value());
    EXPECT_TRUE(files.contains("tokenizer_config.json"));
}

TEST(TokenizerExport, FolderWithoutTokenizerIsRefused) {
    EXPECT_THROW(tokenizerFiles(fs::path(ESPALIER_FIXTURES) / "data"), Exception);
}

}

}
