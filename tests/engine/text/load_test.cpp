// SPDX-License-Identifier: GPL-3.0-or-later
// What loadTokenizer makes of folders that are incomplete, damaged, or hold what isn't supported.
#include "engine/base/file.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace espalier {

namespace {

class Load : public testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("espalier-text-" + std::to_string(getpid()));
        std::filesystem::create_directories(m_folder);
        m_json = readJsonFile(fixturePath("raw/tokenizer.json")).value();
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    void write(const std::string& name, const std::string& text) { writeFileAtomically(m_folder / name, text); }
    Result<std::shared_ptr<const Tokenizer>> load() {
        if (!m_json.is_null()) write("tokenizer.json", m_json.dump());
        return loadTokenizer(m_folder);
    }
    /// The error's line; fails the test where loading succeeds.
    std::string problem() {
        const auto result = load();
        if (!result) return describe(result.error());
        ADD_FAILURE() << "loaded";
        return {};
    }
    static void expectHas(const std::string& text, const std::string& part) {
        EXPECT_NE(text.find(part), std::string::npos) << text << "\n  lacks: " << part;
    }

    std::filesystem::path m_folder;
    Json m_json;
};

TEST_F(Load, TellsWhatItIs) {
    const auto tokenizer = load().value();
    EXPECT_EQ(tokenizer->kind(), "wordpiece");
    EXPECT_EQ(tokenizer->padId(), 0);
    EXPECT_EQ(tokenizer->unknownId(), 1);
    EXPECT_EQ(tokenizer->token(4), "[MASK]");
    EXPECT_EQ(tokenizer->id("[MASK]"), 4);
    EXPECT_EQ(tokenizer->token(1'000'000), "");
    EXPECT_EQ(tokenizer->token(-1), "");
    EXPECT_EQ(tokenizer->id("no such token"), std::nullopt);
    EXPECT_EQ(tokenizer->vocabularySize(), static_cast<std::int64_t>(m_json["model"]["vocab"].size()));
    EXPECT_EQ(tokenizer->files(), std::vector<std::string> {"tokenizer.json"});
}

TEST_F(Load, FingerprintFollowsWhatDecidesTheIds) {
    const std::string before = load().value()->fingerprint();
    EXPECT_EQ(before.size(), 64u);
    EXPECT_EQ(load().value()->fingerprint(), before);
    write("README.md", "no say in it");
    EXPECT_EQ(load().value()->fingerprint(), before);
    m_json["normalizer"]["lowercase"] = false;
    const std::string after = load().value()->fingerprint();
    EXPECT_NE(after, before);
    write("config.json", R"({"model_type": "bert"})");
    EXPECT_NE(load().value()->fingerprint(), after);
}

TEST_F(Load, NamesUnsupportedComponents) {
    const auto with = [&](const char* part, Json value) {
        const Json before = m_json[part];
        m_json[part] = std::move(value);
        const std::string text = problem();
        m_json[part] = before;
        expectHas(text, "tokenizer.json: " + std::string(part));
        return text;
    };
    expectHas(with("normalizer", {{"type", "Uppercase"}}), "\"Uppercase\" is not supported");
    expectHas(with("normalizer", {{"type", "Sequence"}}), "\"normalizers\" is missing");
    expectHas(with("pre_tokenizer", {{"type", "UnicodeScripts"}}), "supported: Sequence, ByteLevel");
    expectHas(with("post_processor", {{"type", "Odd"}}), "supported: TemplateProcessing");
    expectHas(with("decoder", {{"type", "CTC"}}), "\"CTC\"");
    expectHas(with("model", {{"type", "Neural"}, {"vocab", Json::object()}}), "\"Neural\"");
    expectHas(with("truncation", {{"strategy", "Nonsense"}}), "\"Nonsense\"");
}

TEST_F(Load, NamesDamagedFields) {
    const auto with = [&](const Json::json_pointer& place, Json value) {
        const Json before = m_json;
        m_json[place] = std::move(value);
        const std::string text = problem();
        m_json = before;
        return text;
    };
    expectHas(with("/model/vocab/the"_json_pointer, -1), "vocab: the");
    expectHas(with("/model/vocab/the"_json_pointer, "1"), "a whole number");
    expectHas(with("/model/vocab/the"_json_pointer, 4'000'000'000u), "too large");
    expectHas(with("/model/vocab"_json_pointer, Json::object()), "vocabulary is empty");
    expectHas(with("/model/vocab"_json_pointer, Json::array()), "an object");
    expectHas(with("/model/max_input_chars_per_word"_json_pointer, -3), "max_input_chars_per_word");
    expectHas(with("/normalizer/lowercase"_json_pointer, "yes"), "true or false");
    expectHas(with("/added_tokens/0/content"_json_pointer, ""), "no content");
    expectHas(with("/post_processor/single/0/SpecialToken/id"_json_pointer, "[NO]"), "[NO]");
    expectHas(with("/post_processor/single/1/Sequence/id"_json_pointer, "B"), "no sequence \"B\"");
    expectHas(with("/post_processor/single"_json_pointer, 3), "a list");
}

TEST_F(Load, NamesMissingAndBrokenFiles) {
    const Json whole = m_json;
    m_json = nullptr;
    expectHas(problem(), "it needs tokenizer.json");
    write("tokenizer.json", whole.dump().substr(0, 1000));
    expectHas(problem(), "not valid JSON");
    write("tokenizer.json", "[]");
    expectHas(problem(), "an object");
    write("tokenizer.json", std::string(100'000, '['));
    expectHas(problem(), "nested deeper");
    std::filesystem::remove(m_folder / "tokenizer.json");
    write("vocab.txt", "[CLS]\n[SEP]\n\xff\n");
    expectHas(problem(), "vocab.txt:3");
    write("vocab.txt", "");
    expectHas(problem(), "vocabulary is empty");
}

TEST_F(Load, AWordOutsideAVocabularyWithoutUnknownTokenIsAnError) {
    m_json["model"]["vocab"].erase("[UNK]");
    m_json["added_tokens"] = Json::array();
    const auto tokenizer = load().value();
    EXPECT_EQ(tokenizer->encode("the").ids.size(), 3u);
    EXPECT_THROW(tokenizer->encode("\u2603"), Exception);
    EXPECT_THROW(encodeBatch(*tokenizer, std::vector<std::string>(500, "\u2603"), {}, 2), Exception);
}

TEST_F(Load, BertSettingsWinOverTokenizerJson) {
    EXPECT_NE(load().value()->encode("The").ids, load().value()->encode("\u0130The").ids);
    write("tokenizer_config.json", R"({"tokenizer_class": "BertTokenizer", "do_lower_case": true})");
    const auto lower = load().value();
    EXPECT_EQ(lower->encode("GOOD").ids, lower->encode("good").ids);
    write("tokenizer_config.json", R"({"tokenizer_class": "BertTokenizerFast", "do_lower_case": false})");
    const auto cased = load().value();
    EXPECT_NE(cased->encode("GOOD").ids, cased->encode("good").ids);
    EXPECT_EQ(cased->files(), (std::vector<std::string> {"tokenizer_config.json", "tokenizer.json"}));
}

}

}
