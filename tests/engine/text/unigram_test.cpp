// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unigram.h"

#include "engine/text/sentencepiece_model.h"
#include "engine/text/unicode.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

namespace espalier {

namespace {

Unigram modelOfFile(const std::string& name) {
    const SentencePieceModel model = readSentencePieceModel(fixturePath("unigram/" + name)).value();
    std::vector<UnigramPiece> pieces;
    for (const SentencePiece& piece : model.pieces)
        pieces.push_back({piece.text, piece.score});
    return Unigram(std::move(pieces), {model.unknownId, model.byteFallback});
}

Unigram modelOf(const Json& json) {
    std::vector<UnigramPiece> pieces;
    for (const Json& piece : json["vocab"])
        pieces.push_back({piece[0].get<std::string>(), scoreAsJsonReads(piece[1].get<double>())});
    UnigramOptions options;
    if (!json["unk_id"].is_null()) options.unknownId = json["unk_id"].get<std::int32_t>();
    options.byteFallback = json["byte_fallback"].get<bool>();
    return Unigram(std::move(pieces), options);
}

void expectCase(const Unigram& model, const Json& json, const std::string& where) {
    const auto text = json["a"].get<std::string>();
    std::vector<ModelToken> tokens;
    model.tokenize(text, tokens);
    std::vector<std::int32_t> ids, offsets, fastIds;
    for (const ModelToken& token : tokens) {
        ids.push_back(token.id);
        for (const std::uint32_t byte : {token.begin, token.end})
            offsets.push_back(static_cast<std::int32_t>(unicode::countCodePoints(text.substr(0, byte))));
    }
    EXPECT_EQ(ids, json["i"].get<std::vector<std::int32_t>>()) << where << ' ' << text;
    EXPECT_EQ(offsets, json["o"].get<std::vector<std::int32_t>>()) << where << ' ' << text;
    model.tokenizeIds(text, fastIds);
    EXPECT_EQ(fastIds, ids) << where << ' ' << text;
}

TEST(Unigram, SplitsAsTheReference) {
    for (const std::string name : {"unigram", "bytes"}) {
        const Unigram model = modelOfFile(name + ".model");
        for (int again = 0; again < 2; ++again) // from the cache the second time
            forEachLine("unigram/" + name + ".jsonl",
                        [&](const Json& json, const std::string& where) { expectCase(model, json, where); });
    }
}

TEST(Unigram, OddVocabulariesAsTheReference) {
    forEachLine("unigram/vocabularies.jsonl", [](const Json& json, const std::string& where) {
        const Unigram model = modelOf(json);
        for (const Json& one : json["cases"])
            expectCase(model, one, where);
    });
}

TEST(Unigram, ScoresAsTheReferenceReadsThem) {
    int count = 0, changed = 0;
    forEachLine("unigram/scores.jsonl", [&](const Json& json, const std::string& where) {
        const double given = std::strtod(json[0].get<std::string>().c_str(), nullptr);
        const double expected = std::strtod(json[1].get<std::string>().c_str(), nullptr);
        EXPECT_EQ(scoreAsJsonReads(given), expected) << where;
        ++count;
        changed += given != expected ? 1 : 0;
    });
    EXPECT_GT(count, 600);
    EXPECT_GT(changed, 50);
}

TEST(Unigram, CacheKnowsItsModel) {
    const Unigram one({{"<unk>", 0}, {"a", -1}, {"b", -1}}, {0, false});
    const Unigram other({{"<unk>", 0}, {"ab", -1}, {"a", -9}, {"b", -9}}, {0, false});
    for (int i = 0; i < 3; ++i) {
        std::vector<std::int32_t> ids;
        one.tokenizeIds("ab", ids);
        other.tokenizeIds("ab", ids);
        EXPECT_EQ(ids, (std::vector<std::int32_t> {1, 2, 1}));
    }
}

TEST(Unigram, LooksUpTokens) {
    const Unigram model({{"<unk>", 0}, {"a", -1}, {"", -2}, {"a", -3}}, {0, false});
    EXPECT_EQ(model.vocabularySize(), 4);
    EXPECT_EQ(model.unknownId(), 0);
    EXPECT_EQ(model.kind(), "unigram");
    EXPECT_EQ(model.id("a"), 3);
    EXPECT_EQ(model.id(""), 2);
    EXPECT_EQ(model.id("b"), std::nullopt);
    EXPECT_EQ(model.token(1), "a");
    EXPECT_EQ(model.token(4), "");
    EXPECT_EQ(model.token(-1), "");
}

TEST(Unigram, NoUnknownToken) {
    const Unigram model({{"ab", -1}, {"a", -1}}, {std::nullopt, false});
    std::vector<ModelToken> tokens;
    model.tokenize("aba", tokens);
    EXPECT_EQ(tokens.size(), 2u);
    EXPECT_THROW(model.tokenize("abc", tokens), Exception);
}

TEST(Unigram, RefusesBadVocabularies) {
    EXPECT_THROW(Unigram({}, {0, false}), Exception);
    EXPECT_THROW(Unigram({{"a", -1}}, {1, false}), Exception);
    EXPECT_THROW(Unigram({{"a", -1}}, {-1, false}), Exception);
    EXPECT_THROW(Unigram({{"a", std::strtod("nan", nullptr)}}, {0, false}), Exception);
    EXPECT_THROW(Unigram({{"a", std::strtod("-inf", nullptr)}}, {0, false}), Exception);
}

TEST(Unigram, LongPiecesAndBadBytes) {
    const Unigram model = modelOfFile("unigram.model");
    const std::size_t size = 1'000'000;
    std::vector<std::int32_t> ids;
    model.tokenizeIds(std::string(size, '\xFF'), ids);
    EXPECT_EQ(ids, std::vector<std::int32_t> {*model.unknownId()});
    for (const std::string unit : {"the", "\u2581", "\xE2\x96", "\xF0", "a\x80", "<unk>"}) {
        std::string text;
        while (text.size() < size)
            text += unit;
        std::vector<ModelToken> tokens;
        model.tokenize(text, tokens);
        std::uint32_t at = 0;
        for (const ModelToken& token : tokens) {
            ASSERT_EQ(token.begin, at);
            at = token.end;
        }
        EXPECT_EQ(at, text.size());
    }
}

/// Keys of few bytes, so that they share much, and some of all bytes.
std::map<std::string, std::int32_t> randomKeys(std::mt19937& draw, int count) {
    std::map<std::string, std::int32_t> keys;
    for (int i = 0; i < count; ++i) {
        std::string key(1 + draw() % 9, '\0');
        const std::uint32_t range = draw() % 4 == 0 ? 256 : 6;
        for (char& byte : key)
            byte = static_cast<char>(draw() % range);
        keys[key] = i;
    }
    return keys;
}

TEST(UnigramTrie, FindsItsKeysAndNoOthers) {
    std::mt19937 draw(5);
    for (const int count : {0, 1, 2, 50, 3000, 60000}) {
        const auto map = randomKeys(draw, count);
        std::vector<UnigramTrie::Key> keys(map.begin(), map.end());
        std::shuffle(keys.begin(), keys.end(), draw);
        const UnigramTrie trie(keys);
        for (const auto& [key, value] : map)
            ASSERT_EQ(trie.find(key), value);
        for (const auto& [key, value] : randomKeys(draw, 3000)) {
            const auto found = map.find(key);
            ASSERT_EQ(trie.find(key), found == map.end() ? std::nullopt : std::optional(found->second));
        }
    }
}

TEST(UnigramTrie, LastValueOfAKeyCounts) {
    const UnigramTrie trie({{"a", 1}, {"", 2}, {"ab", 3}, {"a", 4}});
    EXPECT_EQ(trie.find("a"), 4);
    EXPECT_EQ(trie.find(""), std::nullopt);
}

TEST(UnigramTrie, RefusesTooManyNodes) {
    std::mt19937 draw(6);
    std::vector<std::string> texts(40, std::string(250'000, '\0'));
    std::vector<UnigramTrie::Key> keys;
    for (std::string& text : texts) {
        for (char& byte : text)
            byte = static_cast<char>(draw());
        keys.emplace_back(text, 0);
    }
    EXPECT_THROW(UnigramTrie {keys}, Exception);
    keys.resize(4);
    EXPECT_EQ(UnigramTrie(keys).find(texts[3]), 0);
}

}

}
