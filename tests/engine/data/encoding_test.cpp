// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"
#include "temporary_file.h"

using namespace espalier;

namespace {

struct Encoded {
    const char* name;
    TextEncoding encoding;
    std::size_t rows;
    std::string firstText;
};

const Encoded kEncoded[] = {
    {"utf8_mark.csv", TextEncoding::Utf8, 1, "a good film"},
    {"utf16le_mark.csv", TextEncoding::Utf16Le, 2, "ein schöner Film 😀"},
    {"utf16be_mark.csv", TextEncoding::Utf16Be, 2, "ein schöner Film 😀"},
    {"utf16le_no_mark.csv", TextEncoding::Utf16Le, 2, "ein schöner Film 😀"},
    {"utf16be_no_mark.csv", TextEncoding::Utf16Be, 2, "ein schöner Film 😀"},
    {"windows_1252.csv", TextEncoding::Windows1252, 2, "a naïve film"},
    {"not_utf8_in_one_line.csv", TextEncoding::Utf8, 2, "naïve but kind"},
    {"old_macintosh_line_ends.csv", TextEncoding::Utf8, 2, "a good film"},
};

class Encodings : public testing::TestWithParam<Encoded> { };

TEST_P(Encodings, Sniffed) {
    const auto read = readTable(fixture(GetParam().name));
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_STREQ(encodingName(read->encoding), encodingName(GetParam().encoding));
    EXPECT_EQ(read->table.columns, (std::vector<std::string> {"text", "label"}));
    ASSERT_EQ(read->table.rows.size(), GetParam().rows);
    EXPECT_EQ(read->table.rows[0].cells[0], GetParam().firstText);
}

INSTANTIATE_TEST_SUITE_P(Corpus, Encodings, testing::ValuesIn(kEncoded), [](const auto& tested) {
    std::string name = tested.param.name;
    name.erase(name.find('.'));
    return name;
});

TEST(EncodingChosen, Windows1252HasItsPunctuation) {
    const auto read = readTable(fixture("windows_1252.csv"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->table.rows.at(1).cells.at(0), "fin de siècle — déjà vu “so”");
}

TEST(EncodingChosen, OverridesTheGuess) {
    ReadOptions options;
    options.encoding = TextEncoding::Utf8;
    const auto read = readTable(fixture("windows_1252.csv"), options);
    ASSERT_FALSE(read); // every row has bytes that are not UTF-8
    EXPECT_NE(read.error().message.find("bytes that are not UTF-8"), std::string::npos);

    options.encoding = TextEncoding::Windows1252;
    const TemporaryFile file("utf8.csv", "text,label\nna\xC3\xAFve,a\n");
    const auto wrong = readTable(file.path(), options);
    ASSERT_TRUE(wrong);
    EXPECT_EQ(wrong->table.rows.at(0).cells.at(0), "naÃ¯ve");
}

}
