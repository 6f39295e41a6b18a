// SPDX-License-Identifier: GPL-3.0-or-later
// 2,200 hostile lines through every tokenizer fixture, against hashes of what the reference library makes of them
// (tests/reference/tokenizers_many.py).
#include "engine/base/file.h"
#include "tests/engine/text/fixture_case.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace espalier {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigestBytes = 8;

fs::path hostileFolder() {
    return fs::path(ESPALIER_FIXTURES) / "hostile";
}

std::vector<std::string> hostileLines() {
    std::vector<std::string> lines;
    const std::string text = readFile(hostileFolder() / "lines.jsonl").value();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        lines.push_back(parseJson(text.substr(begin, end - begin), "lines.jsonl").value().get<std::string>());
        begin = end + 1;
    }
    return lines;
}

std::string digestOf(const Encoding& encoding) {
    std::vector<std::int32_t> values;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i)
        values.insert(values.end(),
                      {encoding.ids[i], encoding.offsets[i].first, encoding.offsets[i].second, encoding.wordIds[i]});
    return sha256({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::int32_t)})
        .substr(0, 2 * kDigestBytes);
}

std::string toHex(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes)
        for (const int shift : {4, 0})
            text += "0123456789abcdef"[static_cast<std::uint8_t>(byte) >> shift & 15];
    return text;
}

std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(hostileFolder()))
        if (entry.path().extension() == ".hash") found.push_back(entry.path().stem().string());
    std::sort(found.begin(), found.end());
    return found;
}

class ManyLines : public testing::TestWithParam<std::string> { };

TEST_P(ManyLines, EncodeAsTheReference) {
    std::shared_ptr<const Tokenizer> tokenizer;
    if (GetParam() != "minilm")
        tokenizer = fixtureTokenizer(GetParam());
    else if (const auto folder = minilmFolder())
        tokenizer = loadTokenizer(*folder).value();
    else
        GTEST_SKIP() << "all-MiniLM-L6-v2 is not there; ./test.sh fetches it (or set ESPALIER_SAMPLES)";
    static const std::vector<std::string> lines = hostileLines();
    const std::string expected = readFile(hostileFolder() / (GetParam() + ".hash")).value();
    ASSERT_GE(lines.size(), 2000u);
    ASSERT_EQ(expected.size(), lines.size() * kDigestBytes);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string wanted = toHex(std::string_view(expected).substr(i * kDigestBytes, kDigestBytes));
        const Encoding encoding = tokenizer->encode(lines[i]);
        ASSERT_EQ(digestOf(encoding), wanted) << "lines.jsonl:" << i + 1 << ": " << Json(lines[i]).dump();
        std::vector<std::int32_t> ids;
        tokenizer->encodeIds(lines[i], ids);
        ASSERT_EQ(ids, encoding.ids) << "lines.jsonl:" << i + 1 << ": " << Json(lines[i]).dump();
    }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, ManyLines, testing::ValuesIn(names()), [](const auto& test) { return test.param; });

TEST(ManyLines, EveryFixtureHasItsHashes) {
    const std::vector<std::string> found = names();
    for (const std::string& name : pipelineNames())
        EXPECT_TRUE(std::find(found.begin(), found.end(), name) != found.end()) << name;
}

}

}
