// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/sentencepiece_model.h"

#include "engine/base/file.h"
#include "engine/text/precompiled_map.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <random>

namespace espalier {

namespace {

const Json& described() {
    static const Json json = readJsonFile(fixturePath("unigram/models.json")).value();
    return json;
}

std::string base64(std::string_view bytes) {
    static const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
    }
    return text;
}

Json toJson(const SentencePieceModel& model) {
    Json pieces = Json::array();
    for (const SentencePiece& piece : model.pieces)
        pieces.push_back({piece.text, static_cast<double>(piece.score), static_cast<int>(piece.type)});
    const auto merges = [&](MergeOrder order) {
        Json list = Json::array();
        for (const SentencePieceMerge& merge : sentencePieceMerges(model.pieces, order)) {
            const auto text = [&](std::int32_t id) { return model.pieces[static_cast<std::size_t>(id)].text; };
            EXPECT_EQ(text(merge.left) + text(merge.right), text(merge.merged));
            list.push_back({merge.left, merge.right});
        }
        return list;
    };
    return {{"pieces", pieces},
            {"kind", static_cast<int>(model.kind)},
            {"byte_fallback", model.byteFallback},
            {"space_as_suffix", model.spaceAsSuffix},
            {"ids", {model.unknownId, model.beginId, model.endId, model.padId}},
            {"names", {model.unknownPiece, model.beginPiece, model.endPiece, model.padPiece}},
            {"charsmap", base64(model.charsmap)},
            {"flags", {model.addDummyPrefix, model.removeExtraSpaces, model.escapeSpaces}},
            {"merges_by_id", merges(MergeOrder::ById)},
            {"merges_by_score", merges(MergeOrder::ByScore)}};
}

TEST(SentencePiece, ReadsModelsAsProtobuf) {
    ASSERT_EQ(described().size(), 4u);
    for (const auto& [name, expected] : described().items()) {
        const Json ours = toJson(readSentencePieceModel(fixturePath("unigram/" + name + ".model")).value());
        for (const auto& [field, value] : expected.items())
            EXPECT_EQ(ours[field], value) << name << ": " << field;
    }
}

TEST(SentencePiece, MapOfAModelIsRead) {
    const auto model = readSentencePieceModel(fixturePath("unigram/unigram.model")).value();
    const auto map = PrecompiledMap::parse(model.charsmap, "unigram.model").value();
    std::string out;
    map.append("\ufb01n\u2026 \uff21\u200b", out);
    EXPECT_EQ(out, "fin... A");
}

std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}
std::string tag(std::uint32_t number, std::uint32_t wire) {
    return varint(std::uint64_t {number} << 3 | wire);
}
std::string field(std::uint32_t number, const std::string& bytes) {
    return tag(number, 2) + varint(bytes.size()) + bytes;
}
std::string number(std::uint32_t of, std::uint64_t value) {
    return tag(of, 0) + varint(value);
}
std::string piece(const std::string& text, const std::string& more = {}) {
    return field(1, field(1, text) + more);
}

TEST(SentencePiece, LeavesOutWhatProtobufDoes) {
    const std::string bytes = piece("a", number(3, 9)) + piece("b", number(2, 5) + tag(3, 5) + "abcd" + number(3, 6))
        + field(2, number(3, 2) + number(3, 77) + number(41, 0xFFFFFFFFFFFFFFFF))
        + field(3, number(3, 0) + number(3, 1));
    const auto model = parseSentencePieceModel(bytes, "odd").value();
    EXPECT_EQ(model.pieces[0].type, SentencePiece::Type::Normal);
    EXPECT_EQ(model.pieces[1].type, SentencePiece::Type::Byte);
    EXPECT_EQ(model.pieces[1].score, 0.0f);
    EXPECT_EQ(model.kind, SentencePieceModel::Kind::BytePair);
    EXPECT_EQ(model.beginId, -1);
    EXPECT_TRUE(model.addDummyPrefix);
}

struct Malformed {
    const char* name;
    std::string bytes;
    const char* message;
    std::size_t byte;
};

TEST(SentencePiece, RefusesMalformedModels) {
    const std::string a = piece("a"); // five bytes
    std::string manyGroups;
    for (int i = 0; i < 70; ++i)
        manyGroups += tag(9, 3);
    const std::string infinite = tag(2, 5) + std::string("\0\0\x80\x7F", 4),
                      nan = tag(2, 5) + std::string("\0\0\xC0\x7F", 4);
    const std::vector<Malformed> all {
        {"nothing", "", "has no pieces", 0},
        {"no pieces", field(2, number(3, 1)), "has no pieces", 4},
        {"JSON", "{\"model\": 1}", "has a field of 109 bytes but only 9 follow", 2},
        {"cut tag", a + "\x8A", "ends within a field", 6},
        {"cut size", a + tag(1, 2), "ends within a field", 6},
        {"cut piece", piece("abc").substr(0, 6), "has a field of 5 bytes but only 4 follow", 1},
        {"cut text", field(1, tag(1, 2) + varint(9) + "abc"), "has a field of 9 bytes but only 3 follow", 3},
        {"huge size", a + tag(1, 2) + varint(UINT64_MAX), "but only 0 follow", 6},
        {"endless number", a + tag(4, 0) + std::string(11, '\xFF'), "more than ten bytes", 6},
        {"field 0", a + tag(0, 0) + varint(1), "without a valid number", 5},
        {"field out of range", a + varint(1ull << 40), "without a valid number", 5},
        {"unknown kind", a + tag(9, 6), "unknown kind 6", 5},
        {"cut float", field(1, field(1, "a") + tag(2, 5) + "ab"), "ends within a field", 6},
        {"cut double", a + tag(9, 1) + "abcd", "ends within a field", 6},
        {"open group", a + tag(9, 3), "ends within a group", 6},
        {"closed group", a + tag(9, 4), "ends a group that it has not begun", 5},
        {"crossed groups", a + tag(9, 3) + tag(8, 4), "ends a group that it has not begun", 6},
        {"deep groups", a + manyGroups, "nested too deeply", 5 + 64},
        {"empty piece", a + piece(""), "has an empty piece", 7},
        {"piece that is not text", a + piece("\xE9t"), "not UTF-8", 9},
        {"infinite score", field(1, field(1, "a") + infinite), "score is not a number", 2},
        {"score that is no number", field(1, field(1, "a") + nan), "score is not a number", 2},
        {"unknown id out of range", a + field(2, number(40, 1)), "has no piece 1 for unknown text", 10},
        {"name that is not text", a + field(2, field(45, "\xFF")), "not UTF-8", 10},
    };
    for (const Malformed& one : all) {
        const auto result = parseSentencePieceModel(one.bytes, "spiece.model");
        ASSERT_FALSE(result) << one.name;
        EXPECT_NE(result.error().message.find(one.message), std::string::npos)
            << one.name << ": " << result.error().message;
        EXPECT_EQ(result.error().where, "spiece.model: byte " + std::to_string(one.byte)) << one.name;
        EXPECT_EQ(describe(result.error()).find('\n'), std::string::npos) << one.name;
    }
    EXPECT_EQ(readSentencePieceModel(fixturePath("unigram/none.model")).error().kind, ErrorKind::NotFound);
}

/// Whatever the bytes are: an error or a model.
TEST(SentencePiece, SurvivesRandomBytes) {
    std::mt19937 draw(10);
    const std::string good = readFile(fixturePath("unigram/odd.model")).value();
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string bytes = good;
        for (std::uint32_t k = 0; k < 1 + draw() % 4; ++k)
            bytes[draw() % bytes.size()] = static_cast<char>(draw());
        if (i % 3 == 0) bytes.resize(draw() % bytes.size());
        const auto model = parseSentencePieceModel(bytes, "random");
        if (!model) continue;
        ++read;
        sentencePieceMerges(model->pieces);
    }
    EXPECT_GT(read, 100);
}

TEST(SentencePiece, RefusesTooManyMerges) {
    std::vector<SentencePiece> pieces;
    for (std::size_t length = 1; length <= 6000; ++length)
        pieces.push_back({std::string(length, 'a'), 0, SentencePiece::Type::Normal});
    EXPECT_THROW(sentencePieceMerges(pieces), Exception);
}

}

}
