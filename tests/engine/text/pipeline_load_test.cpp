// SPDX-License-Identifier: GPL-3.0-or-later
// What loadTokenizer makes of damaged pipelines, and of folders that have older files.
#include "engine/base/file.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <functional>
#include <set>

namespace espalier {

namespace {

class PipelineLoad : public testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("espalier-pipeline-" + std::to_string(getpid()));
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    void write(const std::string& name, const std::string& text) { writeFileAtomically(m_folder / name, text); }
    Result<std::shared_ptr<const Tokenizer>> load(const Json& json) {
        write("tokenizer.json", json.dump());
        return loadTokenizer(m_folder);
    }
    /// The error's line; fails the test where loading succeeds.
    std::string problem(const Json& json) {
        const auto result = load(json);
        if (!result) return describe(result.error());
        ADD_FAILURE() << "loaded";
        return {};
    }
    static Json fixture(const std::string& name) { return readJsonFile(fixturePath(name + "/tokenizer.json")).value(); }
    static Json changed(const std::string& name, const std::string& place, Json value) {
        Json json = fixture(name);
        json[Json::json_pointer(place)] = std::move(value);
        return json;
    }
    static void expectHas(const std::string& text, const std::string& part) {
        EXPECT_NE(text.find(part), std::string::npos) << text << "\n  lacks: " << part;
    }

    std::filesystem::path m_folder;
};

TEST_F(PipelineLoad, NamesDamagedModels) {
    const auto with = [&](const std::string& place, Json value) {
        return problem(changed("gpt2", "/model" + place, std::move(value)));
    };
    expectHas(with("/merges", 3), "should be a list");
    expectHas(with("/merges/0", "abc"), "number 1");
    expectHas(with("/merges/1", Json::array({"a"})), "a merge should be two tokens");
    expectHas(with("/merges/1", Json::array({"a", 7})), "a merge should be two tokens");
    expectHas(with("/merges/0", Json::array({"nowhere", "a"})), "no token \"nowhere\"");
    expectHas(with("/merges/0", Json::array({"!", "!"})), "no token \"!!\"");
    expectHas(with("/vocab", Json::object()), "vocabulary is empty");
    expectHas(with("/vocab", Json::array()), "should be an object");
    expectHas(with("/vocab/a", -4), "vocab: a");
    expectHas(with("/unk_token", 5), "model: unk_token");
    expectHas(with("/ignore_merges", "no"), "model: ignore_merges");
    Json unigram = fixture("unigram_file");
    unigram["model"]["vocab"][3] = "a";
    expectHas(problem(unigram), "piece 3 is not a text and its score");
    unigram = changed("unigram_file", "/model/unk_id", 100'000);
    expectHas(problem(unigram), "unk_id");
    expectHas(problem(changed("bpe_prefix", "/model/merges/0", Json::array({"a", "b"}))), "merge");
}

TEST_F(PipelineLoad, NamesDamagedSteps) {
    const auto with
        = [&](const std::string& part, Json value) { return problem(changed("gpt2", "/" + part, std::move(value))); };
    const Json noPattern {{"type", "Split"}, {"behavior", "Isolated"}};
    expectHas(with("pre_tokenizer", noPattern), "\"pattern\" is missing");
    const auto split = [](Json pattern, const char* behavior) {
        return Json {{"type", "Split"}, {"pattern", std::move(pattern)}, {"behavior", behavior}, {"invert", false}};
    };
    expectHas(with("pre_tokenizer", split({{"Regex", "(a"}}, "Isolated")), "pattern: Regex");
    expectHas(with("pre_tokenizer", split({{"Regex", "[a&&b]"}}, "Isolated")), "intersection");
    expectHas(with("pre_tokenizer", split({{"Regex", "[a[b]]"}}, "Isolated")), "a set in a set");
    expectHas(with("pre_tokenizer", split({{"Regex", "a\\"}}, "Isolated")), "backslash");
    expectHas(with("pre_tokenizer", split({{"Glob", "a"}}, "Isolated")), "a String or a Regex");
    expectHas(with("pre_tokenizer", split({{"String", "a"}}, "Sideways")), "behavior \"Sideways\"");
    expectHas(with("pre_tokenizer", {{"type", "Metaspace"}, {"replacement", "ab"}}), "one character");
    expectHas(with("pre_tokenizer", {{"type", "Metaspace"}, {"replacement", "_"}, {"prepend_scheme", "twice"}}),
              "\"twice\"");
    expectHas(with("pre_tokenizer", {{"type", "FixedLength"}, {"length", 0}}), "above 0");
    expectHas(with("pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", 3}}), "should be a list");
    expectHas(with("normalizer", {{"type", "Sequence"}, {"normalizers", Json::array({{{"type", "NFX"}}})}}), "NFX");
    expectHas(with("normalizer", {{"type", "Precompiled"}, {"precompiled_charsmap", "AAA*"}}), "precompiled_charsmap");
    expectHas(with("normalizer", {{"type", "Prepend"}, {"prepend", 1}}), "normalizer: prepend");
    expectHas(with("decoder", {{"type", "Strip"}, {"content", ""}, {"start", 1}}), "content");
    expectHas(with("post_processor", {{"type", "RobertaProcessing"}, {"cls", 1}}), "a token and its id");
    const Json bert {{"type", "BertProcessing"}, {"sep", {"</s>", 2}}, {"cls", {"<s>", 0}}};
    expectHas(with("post_processor", {{"type", "Sequence"}, {"processors", {bert, bert}}}), "two post-processors");
}

TEST_F(PipelineLoad, NamesFilesThatAreMissingOrOfAnotherClass) {
    write("vocab.json", R"({"a": 0, "b": 1, "ab": 2})");
    const auto folderProblem = [&] { return describe(loadTokenizer(m_folder).error()); };
    expectHas(folderProblem(), "merges.txt");
    write("merges.txt", "#version: 0.2\na b\n\n");
    expectHas(folderProblem(), "merges.txt:3");
    write("merges.txt", "#version: 0.2\na c\n");
    expectHas(folderProblem(), "no token \"c\"");
    write("tokenizer_config.json", R"({"tokenizer_class": "T5Tokenizer"})");
    expectHas(problem(fixture("gpt2")), "supported: Unigram, with this tokenizer class");
    write("tokenizer_config.json", R"({"tokenizer_class": "RobertaTokenizer"})");
    expectHas(problem(fixture("unigram_file")), "supported: BPE, with this tokenizer class");
    write("tokenizer_config.json", R"({"tokenizer_class": "T5Tokenizer", "extra_ids": 4000000000})");
    expectHas(problem(fixture("unigram_file")), "extra_ids");
    std::filesystem::remove(m_folder / "tokenizer.json");
    std::filesystem::remove(m_folder / "vocab.json");
    write("spiece.model", "not a model");
    expectHas(folderProblem(), "spiece.model");
}

/// Puts `junk` in the place of every value but those of vocabularies and merges, one at a time.
void forEachDamage(const Json& whole, const Json& junk, const std::function<void(const Json&)>& use) {
    std::set<std::string> places;
    const Json leaves = whole.flatten();
    for (const auto& [place, value] : leaves.items()) {
        if (place.starts_with("/model/vocab/") || place.starts_with("/model/merges/")) continue;
        for (auto pointer = Json::json_pointer(place); !pointer.empty(); pointer.pop_back())
            places.insert(pointer.to_string());
    }
    for (const std::string& place : places) {
        Json damaged = whole;
        damaged[Json::json_pointer(place)] = junk;
        use(damaged);
    }
}

TEST_F(PipelineLoad, NoDamageCrashes) {
    const std::vector<Json> junk {nullptr, true, -1, 4'000'000'000u, "", Json::array(), Json::object()};
    int loaded = 0, refused = 0;
    for (const std::string name : {"llama3", "unigram_file"}) {
        Json whole = fixture(name);
        whole["added_tokens"].erase(whole["added_tokens"].begin() + 2, whole["added_tokens"].end());
        for (const Json& one : junk)
            forEachDamage(whole, one, [&](const Json& damaged) {
                const auto result = load(damaged);
                ++(result ? loaded : refused);
                if (!result) {
                    EXPECT_FALSE(result.error().where.empty()) << describe(result.error());
                    return;
                }
                try {
                    const Encoding encoding = result.value()->encodePair("a\u0301 12  don't\u00a0<s>", "\u4e2d _");
                    result.value()->decode(encoding.ids);
                } catch (const Exception&) {
                    // As with a vocabulary that lacks its unknown token.
                }
            });
    }
    EXPECT_GT(loaded, 50);
    EXPECT_GT(refused, 200);
}

TEST_F(PipelineLoad, TellsWhatItIs) {
    EXPECT_EQ(fixtureTokenizer("gpt2")->kind(), "byte_pair");
    EXPECT_EQ(fixtureTokenizer("gpt2")->joinTokens({"\u0120the", "\u0120caf", "\u00c3\u00a9"}), " the caf\u00e9");
    EXPECT_EQ(fixtureTokenizer("word_level")->joinTokens({"a", "b"}), "a b");
    EXPECT_EQ(fixtureTokenizer("class_xlmr")->kind(), "unigram");
    EXPECT_EQ(fixtureTokenizer("word_level")->kind(), "word_level");
    EXPECT_EQ(fixtureTokenizer("wordpiece_generic")->kind(), "wordpiece");
    const auto roberta = fixtureTokenizer("class_roberta_files");
    EXPECT_EQ(roberta->files(), (std::vector<std::string> {"tokenizer_config.json", "vocab.json", "merges.txt"}));
    EXPECT_EQ(roberta->padId(), *roberta->id("<pad>"));
    EXPECT_EQ(roberta->token(*roberta->id("<mask>")), "<mask>");
    EXPECT_EQ(roberta->token(1'000'000), "");
    EXPECT_EQ(roberta->token(-1), "");
    EXPECT_NE(roberta->fingerprint(), fixtureTokenizer("class_roberta")->fingerprint());
}

TEST_F(PipelineLoad, OnlyOneTextIsCutWhereAskedFor) {
    const auto tokenizer = fixtureTokenizer("class_roberta_files");
    EncodeOptions options;
    options.maxLength = 8;
    options.strategy = TruncationStrategy::OnlySecond;
    const Encoding whole = tokenizer->encodePair("the", "hello world time data model");
    const Encoding cut = tokenizer->encodePair("the", "hello world time data model", options);
    EXPECT_EQ(cut.ids.size(), 8u);
    EXPECT_TRUE(cut.truncated);
    EXPECT_TRUE(std::equal(cut.ids.begin(), cut.ids.end() - 1, whole.ids.begin()));
    EXPECT_THROW(tokenizer->encode("hello world time data model", options), Exception);
    std::vector<std::int32_t> ids;
    EXPECT_THROW(tokenizer->encodeIds("hello world time data model", ids, options), Exception);
}

}

}
