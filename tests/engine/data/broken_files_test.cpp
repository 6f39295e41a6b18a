// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of tests/fixtures/data that is named after a defect: what is read, and which lines are reported for what
// reason.
#include "engine/data/reader.h"
#include "temporary_file.h"

using namespace espalier;

namespace {

struct BrokenFile {
    const char* name;
    std::vector<std::int64_t> rowLines; ///< where the rows read begin
    std::vector<std::pair<std::int64_t, std::string>> bad; ///< line and reason
};

const BrokenFile kBrokenFiles[] = {
    {"wrong_field_count.csv", {2, 4}, {{3, "3 fields instead of 4"}}},
    {"quoted_but_wrong_count.csv", {5}, {{2, "4 fields instead of 3"}, {3, "2 fields instead of 3"}}},
    {"not_utf8_in_one_line.csv", {2, 4}, {{3, "bytes that are not UTF-8"}}},
    {"unterminated_quote_to_the_end.csv", {3, 4}, {{2, "a quote opened here is never closed"}}},
    {"unterminated_quote_amid.csv", {2, 4, 5}, {{3, "a quote opened here is never closed"}}},
    {"unterminated_quote_after_multiline.csv", {2, 6}, {{4, "a quote opened on line 5 is never closed"}}},
    {"quotes_inside_plain_fields.csv", {2}, {{3, "a quote opened here is never closed"}}},
    {"nul_byte.csv", {2, 4}, {{3, "NUL byte in the line"}}},
    {"utf16_lone_surrogate.csv", {3}, {{2, "bytes that are not UTF-16"}}},
    {"stray_quotes.tsv", {2, 3, 4, 5}, {}},
    {"bad_lines.jsonl",
     {1, 4, 7},
     {{2, "invalid JSON at column 29"},
      {3, "the line is not a JSON object"},
      {5, "the line is not a JSON object"},
      {6, "invalid JSON at column 18"}}},
};

class BrokenFiles : public testing::TestWithParam<BrokenFile> { };

TEST_P(BrokenFiles, EveryBadLineIsListedAndEveryGoodOneRead) {
    const auto read = readTable(fixture(GetParam().name));
    ASSERT_TRUE(read) << describe(read.error());
    std::vector<std::int64_t> lines;
    for (const auto& row : read->table.rows) {
        lines.push_back(row.line);
        EXPECT_EQ(row.cells.size(), read->table.columns.size());
    }
    EXPECT_EQ(lines, GetParam().rowLines);
    std::vector<std::pair<std::int64_t, std::string>> bad;
    for (const auto& line : read->table.badLines) {
        bad.emplace_back(line.line, line.reason);
        EXPECT_FALSE(line.text.empty());
        EXPECT_LE(line.text.size(), 200u);
    }
    EXPECT_EQ(bad, GetParam().bad);
}

std::string caseName(const std::string& file) {
    std::string name = file;
    for (char& c : name)
        if (c == '.') c = '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Corpus, BrokenFiles, testing::ValuesIn(kBrokenFiles),
                         [](const auto& tested) { return caseName(tested.param.name); });

struct RefusedFile {
    const char* name;
    ErrorKind kind;
    const char* message; ///< what the one-line error must contain
};

const RefusedFile kRefusedFiles[] = {
    {"there_is_none.csv", ErrorKind::NotFound, "no such file"},
    {"", ErrorKind::BadInput, "folder"},
    {"empty.csv", ErrorKind::BadInput, "the file is empty"},
    {"only_white_space.csv", ErrorKind::BadInput, "the file is empty"},
    {"header_only.csv", ErrorKind::BadInput, "a header but no row"},
    {"workbook.csv", ErrorKind::BadInput, "not a text file"},
    {"control_characters.csv", ErrorKind::BadInput, "not a text file"},
    {"one_array.json", ErrorKind::BadInput, "one JSON array"},
    {"no_line_fits.csv", ErrorKind::BadInput, "no_line_fits.csv:2"},
    {"utf16_odd_length.csv", ErrorKind::BadInput, "middle of a UTF-16 character"},
};

class RefusedFiles : public testing::TestWithParam<RefusedFile> { };

TEST_P(RefusedFiles, OneLineSaysWhatWhereAndWhatToDo) {
    const auto read = readTable(fixture(GetParam().name));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, GetParam().kind);
    EXPECT_NE(describe(read.error()).find(GetParam().message), std::string::npos) << describe(read.error());
    EXPECT_FALSE(read.error().where.empty());
    EXPECT_FALSE(read.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(Corpus, RefusedFiles, testing::ValuesIn(kRefusedFiles), [](const auto& tested) {
    return *tested.param.name ? caseName(tested.param.name) : std::string("a_folder");
});

TEST(BrokenFilesMade, CellLongerThanOneMegabyte) {
    const TemporaryFile file("long.csv",
                             "text,label\nfine,a\n" + std::string((1u << 20) + 1, 'x') + ",b\n\""
                                 + std::string(1u << 20, 'y') + "\",a\n");
    const auto read = readTable(file.path());
    ASSERT_TRUE(read) << describe(read.error());
    ASSERT_EQ(read->table.rows.size(), 2u);
    EXPECT_EQ(read->table.rows[1].cells[0].size(), 1u << 20);
    ASSERT_EQ(read->table.badLines.size(), 1u);
    EXPECT_EQ(read->table.badLines[0].line, 3);
    EXPECT_EQ(read->table.badLines[0].reason, "cell longer than 1 MB");
    EXPECT_EQ(read->table.badLines[0].text, std::string(200, 'x'));
}

TEST(BrokenFilesMade, AStrayQuoteCostsOneLineOfALargeFile) {
    std::string text = "text,label\n\"stray,a\n";
    for (int i = 0; i < 200000; ++i)
        text += "a plain film,b\n";
    const TemporaryFile file("stray.csv", text);
    const auto read = readTable(file.path());
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(read->table.rows.size(), 200000u);
    ASSERT_EQ(read->table.badLines.size(), 1u);
    EXPECT_EQ(read->table.badLines[0].line, 2);
}

TEST(BrokenFilesMade, DeepAndWideJsonIsHarmless) {
    std::string wide = "{";
    for (int i = 0; i < 2000; ++i)
        wide += "\"k" + std::to_string(i) + "\":1,";
    wide.back() = '}';
    const std::string deep = "{\"text\":" + std::string(400000, '[') + std::string(400000, ']') + "}";
    const TemporaryFile file("deep.jsonl",
                             deep + "\n" + wide
                                 + "\n{\"text\":\"a\\u0000b\"}\n{\"text\":\"\\ud800\"}\n{\"text\":\"ok\"}\n"
                                 + std::string(900000, '{') + "\n");
    const auto read = readTable(file.path());
    ASSERT_TRUE(read) << describe(read.error());
    ASSERT_EQ(read->table.rows.size(), 2u);
    EXPECT_EQ(read->table.rows[0].cells[0].size(), 800000u);
    ASSERT_EQ(read->table.badLines.size(), 4u);
    EXPECT_EQ(read->table.badLines[0].reason, "more than 1000 different keys");
    EXPECT_EQ(read->table.badLines[1].reason, "NUL character in the line");
    EXPECT_EQ(read->table.badLines[2].reason.substr(0, 22), "invalid JSON at column");
    EXPECT_EQ(read->table.columns.size(), 1u);
}

}
