// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/precompiled_map.h"

#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <random>

namespace espalier {

namespace {

/// What the reference's NormalizedString makes of changes: where each character comes from, in code points.
std::vector<std::int32_t> offsetsOf(const std::vector<CharacterChange>& changes) {
    std::vector<std::int32_t> offsets;
    std::int32_t next = 0;
    for (const auto& [c, change] : changes) {
        const std::int32_t from = change > 0 ? next - 1 : next;
        offsets.push_back(from < 0 ? 0 : from);
        offsets.push_back(from + 1);
        if (change <= 0) next += 1 - change;
    }
    return offsets;
}

std::string textOf(const std::vector<CharacterChange>& changes) {
    std::string text;
    for (const CharacterChange& change : changes)
        unicode::appendUtf8(text, change.c);
    return text;
}

void expectCase(const PrecompiledMap& map, const Json& json, const std::string& where) {
    const auto text = json[0].get<std::string>(), expected = json[1].get<std::string>();
    std::string out;
    map.append(text, out);
    EXPECT_EQ(out, expected) << where << ' ' << text;
    std::vector<CharacterChange> changes;
    const bool replaced = map.normalize(text, changes);
    EXPECT_EQ(textOf(changes), expected) << where << ' ' << text;
    EXPECT_EQ(offsetsOf(changes), json[2].get<std::vector<std::int32_t>>()) << where << ' ' << text;
    EXPECT_TRUE(replaced || expected == text) << where << ' ' << text;
    std::size_t at = 0;
    map.forEachPart(text, [&](const MappedPart& part) {
        EXPECT_EQ(part.begin, at);
        at = part.end;
        EXPECT_TRUE(part.replaced || part.text == std::string_view(text).substr(part.begin, part.end - part.begin));
    });
    EXPECT_EQ(at, text.size());
}

TEST(PrecompiledMap, NormalizesAsTheReference) {
    forEachLine("unigram/maps.jsonl", [](const Json& json, const std::string& where) {
        const auto map = PrecompiledMap::parseBase64(json["map"].get<std::string>(), where).value();
        for (const Json& one : json["cases"])
            expectCase(map, one, where);
    });
}

std::string word(std::uint32_t value) {
    std::string bytes;
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

/// A map with these units, filled up to `count`, and these replacements.
std::string mapOf(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& units, const std::string& replacements,
                  std::uint32_t count = 512) {
    std::vector<std::uint32_t> all(count, 0);
    for (const auto& [at, unit] : units)
        all[at] = unit;
    std::string bytes = word(4 * count);
    for (const std::uint32_t unit : all)
        bytes += word(unit);
    return bytes + replacements;
}

constexpr std::uint32_t kLeaf = 1u << 8, kValue = 1u << 31;
constexpr std::uint32_t offset(std::uint32_t by) {
    return by << 10;
}
constexpr std::uint32_t kRoot = offset(256), kA = 256 ^ 'a';

/// One that turns "a" into the replacement at `value`.
std::string smallMap(std::uint32_t value, const std::string& replacements) {
    return mapOf({{0, kRoot}, {kA, offset(kA ^ 300) | kLeaf | 'a'}, {300, kValue | value}}, replacements);
}

TEST(PrecompiledMap, ReadsASmallMap) {
    const auto map = PrecompiledMap::parse(smallMap(2, std::string("x\0yz\0", 5)), "small").value();
    std::string out;
    map.append("banana", out);
    EXPECT_EQ(out, "byznyznyz");
    const auto empty = PrecompiledMap::parse(smallMap(5, std::string("x\0yz\0", 5)), "small").value();
    std::vector<CharacterChange> changes;
    EXPECT_TRUE(empty.normalize("aba", changes));
    EXPECT_EQ(textOf(changes), "b");
}

struct Malformed {
    const char* name;
    std::string bytes;
    const char* message;
    std::size_t byte;
};

TEST(PrecompiledMap, RefusesMalformedMaps) {
    const std::string good = smallMap(0, std::string("x\0", 2));
    ASSERT_TRUE(PrecompiledMap::parse(good, "good"));
    std::string latin = good;
    latin[latin.size() - 2] = '\xE9';
    const auto unitByte = [](std::uint32_t unit) { return 4 + 4 * std::size_t {unit}; };
    const std::vector<Malformed> all {
        {"nothing", "", "ends within the size", 0},
        {"cut size", good.substr(0, 3), "ends within the size", 3},
        {"no trie", word(0) + std::string("x\0", 2), "not a number of units", 0},
        {"odd trie", word(2046) + good.substr(4), "not a number of units", 0},
        {"cut trie", good.substr(0, 100), "only 96 follow", 0},
        {"huge trie", word(0xFFFFFFFC) + good.substr(4), "only 2050 follow", 0},
        {"replacements that are not text", latin, "not UTF-8", 4 + 2048},
        {"half a character at the end", good + "\xC3", "not UTF-8", 4 + 2048 + 2},
        {"root out of the trie", mapOf({{0, offset(600)}}, ""), "root that points out", 4},
        {"far root", mapOf({{0, 0xFFFFFE00u & ~kLeaf}}, ""), "root that points out", 4},
        {"node out of the trie", mapOf({{0, kRoot}, {kA, offset(1024) | 'a'}}, ""), "points out of its trie",
         unitByte(kA)},
        {"leaf out of the trie", mapOf({{0, kRoot}, {kA, offset(1024) | kLeaf | 'a'}}, ""), "points out of its trie",
         unitByte(kA)},
        {"value past the replacements", smallMap(3, std::string("x\0", 2)), "past its replacements", unitByte(300)},
        {"huge value", smallMap(0x7FFFFFFF, std::string("x\0", 2)), "past its replacements", unitByte(300)},
        {"value within a character", smallMap(1, std::string("\u00e9\0", 3)), "middle of a character", unitByte(300)},
    };
    for (const Malformed& one : all) {
        const auto result = PrecompiledMap::parse(one.bytes, "bad.model");
        ASSERT_FALSE(result) << one.name;
        EXPECT_NE(result.error().message.find(one.message), std::string::npos)
            << one.name << ": " << result.error().message;
        EXPECT_EQ(result.error().where, "bad.model: byte " + std::to_string(one.byte)) << one.name;
        EXPECT_EQ(describe(result.error()).find('\n'), std::string::npos) << one.name;
    }
}

TEST(PrecompiledMap, RefusesBadBase64) {
    const std::vector<std::tuple<const char*, const char*, std::size_t>> all {
        {"", "ends within the size", 0},
        {"AAA", "within a group of four", 3},
        {"A*AA", "not base64", 1},
        {"AA\nAAAAA", "not base64", 2},
        {"====", "not base64", 0},
        {"AA=A", "not base64", 2},
        {"AAAAAB==", "unused bits are not zero", 6},
    };
    for (const auto& [text, message, byte] : all) {
        const auto result = PrecompiledMap::parseBase64(text, "tokenizer.json: map");
        ASSERT_FALSE(result) << text;
        EXPECT_NE(result.error().message.find(message), std::string::npos) << text << ": " << result.error().message;
        EXPECT_TRUE(result.error().where.ends_with(": byte " + std::to_string(byte))) << result.error().where;
    }
}

/// A trie that leads back to itself is read once; look-ups end with the text.
TEST(PrecompiledMap, LoopsEnd) {
    const auto map = PrecompiledMap::parse(mapOf({{0, kRoot}, {kA, offset(kA ^ 256) | 'a'}}, ""), "loop").value();
    std::string out;
    map.append("aaaaaaaa\u0301aa", out);
    EXPECT_EQ(out, "aaaaaaaa\u0301aa");
}

/// Whatever the bytes are: an error, or a map that keeps within itself.
TEST(PrecompiledMap, SurvivesRandomBytes) {
    std::mt19937 draw(9);
    std::string text;
    for (int i = 0; i < 200; ++i)
        unicode::appendUtf8(text, draw() % 3 == 0 ? draw() % 0x80 : draw() % 0xD800);
    const std::string good = smallMap(0, std::string("x\0\u00e9\0", 5));
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string bytes = good;
        for (std::uint32_t k = 0; k < 1 + draw() % 40; ++k)
            bytes[draw() % (k % 2 == 0 ? bytes.size() : 8)] = static_cast<char>(draw());
        if (i % 2 == 0) bytes.replace(0, 4, word(2048));
        const auto map = PrecompiledMap::parse(bytes, "random");
        if (!map) continue;
        ++read;
        std::string out;
        map->append(text, out);
    }
    EXPECT_GT(read, 100);
}

TEST(Clusters, LongOnesAreReadOnce) {
    const auto map = PrecompiledMap::parse(smallMap(0, std::string("x\0", 2)), "small").value();
    std::string text = "a";
    for (int i = 0; i < 300'000; ++i)
        text += "\u0301";
    std::string out;
    map.append(text, out);
    EXPECT_EQ(out, "x" + text.substr(1));
    EXPECT_EQ(clusterEnd(text, 0), text.size());
    EXPECT_EQ(clusterEnd("\r\n", 0), 2u);
    EXPECT_EQ(clusterEnd("\n\r", 0), 1u);
    EXPECT_EQ(clusterEnd("\xCC", 0), 1u);
}

}

}
