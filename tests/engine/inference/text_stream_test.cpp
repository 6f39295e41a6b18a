// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/text_stream.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

/// A tokenizer whose ids are bytes; decoding replaces what is not UTF-8, as all of ours do. 256 is special.
class Bytes : public Tokenizer {
public:
    Encoding encode(std::string_view, const EncodeOptions&) const override { return {}; }
    Encoding encodePair(std::string_view, std::string_view, const EncodeOptions&) const override { return {}; }
    bool encodeIds(std::string_view, std::vector<std::int32_t>&, const EncodeOptions&) const override { return false; }
    std::string decode(const std::vector<std::int32_t>& ids, bool) const override {
        std::string bytes, text;
        for (const std::int32_t id : ids)
            if (id < 256) bytes += static_cast<char>(id);
        for (std::size_t i = 0; i < bytes.size();) {
            const auto lead = static_cast<unsigned char>(bytes[i]);
            const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            const bool whole = lead < 0x80 || (lead >= 0xC2 && i + length <= bytes.size());
            text += whole ? bytes.substr(i, length) : "\xEF\xBF\xBD";
            i += whole ? length : bytes.size() - i < length ? bytes.size() - i : 1;
        }
        return text;
    }
    std::string token(std::int32_t) const override { return {}; }
    std::optional<std::int32_t> id(std::string_view) const override { return {}; }
    std::string kind() const override { return "bytes"; }
    std::int64_t vocabularySize() const override { return 257; }
    std::int32_t padId() const override { return 0; }
    std::optional<std::int32_t> unknownId() const override { return {}; }
    std::string fingerprint() const override { return {}; }
    std::vector<std::string> files() const override { return {}; }
};

}

TEST(TextStream, PiecesAreWholeInUtf8AndMakeTheText) {
    const Bytes tokenizer;
    const std::string text = "Fähre — 船 🚢!";
    TextStream stream(tokenizer);
    std::string together;
    for (const char byte : text) {
        const std::string piece = stream.add(static_cast<unsigned char>(byte));
        EXPECT_EQ(piece.find("\xEF\xBF\xBD"), std::string::npos);
        together += piece;
        if (piece.empty()) continue;
        EXPECT_NE(static_cast<unsigned char>(piece.front()) & 0xC0, 0x80) << piece;
    }
    EXPECT_EQ(together + stream.finish(), text);
    EXPECT_EQ(stream.finish(), "");
}

TEST(TextStream, WhatNeverBecomesWholeGoesOutAtTheEnd) {
    const Bytes tokenizer;
    TextStream stream(tokenizer);
    EXPECT_EQ(stream.add('a'), "a");
    EXPECT_EQ(stream.add(256), "");
    EXPECT_EQ(stream.add(0xE8), "");
    EXPECT_EQ(stream.finish(), "\xEF\xBF\xBD");
}

}
