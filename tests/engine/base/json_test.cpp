// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"

#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace espalier {
namespace {

TEST(Json, ReadsEveryKindAndKeepsTheOrder) {
    const std::string text = R"({"z":[1,-2,2.5,true,null,"ä"],"a":{"b":{}},"m":[]})";
    auto json = parseJson(text, "x");
    ASSERT_TRUE(json);
    EXPECT_EQ(toText(*json), text);
    EXPECT_EQ(*parseJson(" 7 ", "x"), Json(7));
}

struct BadCase {
    const char* text;
    const char* where;
    const char* part;
};

TEST(Json, ErrorsNameTheByteAndTheReason) {
    const BadCase cases[] = {
        {"{\"a\":1,}", "f, byte 8", "expected string literal"},
        {"", "f, byte 0", "unexpected end of input"},
        {"[1, 2", "f, byte 5", "unexpected end of input"},
        {"{\"a\":1,\"a\":2}", "f, byte 10", "\"a\" is there twice"},
        {"[\"\xff\"]", "f, byte 3", "UTF-8"},
        {"[1] x", "f, byte 5", "expected end of input"},
        {"[nul]", "f, byte 5", "invalid literal"},
        {"[1e999]", "f, byte 7", "number overflow"},
    };
    for (const BadCase& bad : cases) {
        auto json = parseJson(bad.text, "f");
        ASSERT_FALSE(json) << bad.text;
        EXPECT_EQ(json.error().kind, ErrorKind::BadInput);
        EXPECT_EQ(json.error().where, bad.where) << bad.text;
        EXPECT_NE(json.error().message.find(bad.part), std::string::npos) << json.error().message;
    }
}

TEST(Json, DuplicatesAreFoundPerObjectOnly) {
    EXPECT_TRUE(parseJson(R"([{"a":1},{"a":2,"b":{"a":3}}])", "x"));
    EXPECT_FALSE(parseJson(R"({"b":{"a":3,"c":4,"a":5}})", "x"));
}

TEST(Json, DepthIsCappedAt256) {
    EXPECT_TRUE(parseJson(std::string(256, '[') + std::string(256, ']'), "x"));
    auto deep = parseJson(std::string(257, '['), "x");
    ASSERT_FALSE(deep);
    EXPECT_NE(deep.error().message.find("256"), std::string::npos);
    EXPECT_FALSE(parseJson(std::string(3'000'000, '['), "x"));
}

TEST(Json, AVocabularyTakesLinearTime) {
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i)
        text += (i ? ",\"token" : "\"token") + std::to_string(i) + "\":" + std::to_string(i);
    const auto start = std::chrono::steady_clock::now();
    auto json = parseJson(text + "}", "x");
    ASSERT_TRUE(json);
    EXPECT_EQ(json->size(), 200'000u);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Json, FilesAreReadUpToASize) {
    test::TemporaryFolder folder;
    std::ofstream(folder / "a.json") << "{\"a\": 1}";
    EXPECT_EQ((*readJsonFile(folder / "a.json"))["a"], 1);
    EXPECT_EQ(readJsonFile(folder / "a.json", 3).error().kind, ErrorKind::BadInput);
    EXPECT_EQ(readJsonFile(folder / "none.json").error().kind, ErrorKind::NotFound);
}

TEST(Json, TextOfBrokenBytesDoesNotThrow) {
    EXPECT_EQ(toText(Json("a\xff")), "\"a\xEF\xBF\xBD\"");
}

}
}
