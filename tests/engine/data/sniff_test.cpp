// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"
#include "temporary_file.h"

using namespace espalier;

namespace {

struct Sniffed {
    const char* title;
    const char* file;
    std::string bytes;
    FileFormat format;
    char delimiter;
    bool hasHeader;
    std::size_t columns, rows;
};

const Sniffed kSniffed[] = {
    {"Comma", "a.csv", "text,label\nfine,a\npoor,b\n", FileFormat::Csv, ',', true, 2, 2},
    {"Semicolon", "a.csv", "text;label\n\"so, la, la\";a\nwell, no;b\n", FileFormat::Csv, ';', true, 2, 2},
    {"Tab", "a.tsv", "text\tlabel\nfine, well\ta\n", FileFormat::Tsv, '\t', true, 2, 1},
    {"TabInCsv", "a.csv", "text\tlabel\nfine, well\ta\nso\tb\n", FileFormat::Csv, '\t', true, 2, 2},
    {"Pipe", "a.txt", "text|label\nfine, well|a\nso|b\n", FileFormat::Csv, '|', true, 2, 2},
    {"TabInTxt", "a.txt", "text\tlabel\nfine\ta\n", FileFormat::Tsv, '\t', true, 2, 1},
    {"JsonInTxt", "a.txt", "{\"text\": \"fine\"}\n", FileFormat::Jsonl, ',', true, 1, 1},
    {"ProseInTxt", "a.txt", "It rained, and it rained.\nThen, at last, it stopped; so we went.\n", FileFormat::Text, ',', false, 1, 2},
    {"EvenProseInTxt", "a.txt", "It rained, and rained.\nIt stopped, so we went.\n", FileFormat::Text, ',', false, 1, 2},
    {"ProseInMarkdown", "a.md", "# A walk\n\nIt rained.\n\nIt stopped.\n", FileFormat::Text, ',', false, 1, 3},
    {"JsonEndings", "a.NDJSON", "{\"text\": \"fine\"}\n", FileFormat::Jsonl, ',', true, 1, 1},
    {"OneColumnOfProse", "a.csv", "text\nwell, so, it goes\nfine\nno, not at all\n", FileFormat::Csv, ';', true, 1, 3},
    {"OneColumnQuoted", "a.csv", "text\n\"well, so\"\n\"fine, or\"\n", FileFormat::Csv, ',', true, 1, 2},
    {"NoHeaderNumbers", "a.csv", "0,a fine film about trains\n1,a poor film about cars\n", FileFormat::Csv, ',', false,
     2, 2},
    {"NoHeaderRepeatedLabel", "a.csv", "what a film,good\nwhat a bore,bad\nno end of fun,good\n", FileFormat::Csv, ',',
     false, 2, 3},
    {"HeaderUnusualNames", "a.csv",
     "phrase,kind\nwhat a long film,x\nwhat a dreadful bore it was,y\nno end of fun in this one,x\n", FileFormat::Csv,
     ',', true, 2, 3},
    {"HeaderOverNumbers", "a.csv", "utterance,valence\nwhat a film,1.5\nwhat a bore,-2\n", FileFormat::Csv, ',', true,
     2, 2},
    {"HeaderTwiceTheSame", "a.csv", "same,same\na,b\n", FileFormat::Csv, ',', false, 2, 2},
    {"RaggedButMostlyTwo", "a.csv", "text,label\na,b\nc\nd,e\nf,g\n", FileFormat::Csv, ',', true, 2, 3},
};

class Sniffing : public testing::TestWithParam<Sniffed> { };

TEST_P(Sniffing, FindsHowTheFileIsMade) {
    const Sniffed& expected = GetParam();
    const TemporaryFile file(expected.file, expected.bytes);
    const auto read = readTable(file.path());
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_STREQ(formatName(read->format), formatName(expected.format));
    EXPECT_EQ(read->delimiter, expected.delimiter);
    EXPECT_EQ(read->hasHeader, expected.hasHeader);
    EXPECT_EQ(read->table.columns.size(), expected.columns);
    EXPECT_EQ(read->table.rows.size(), expected.rows);
}

INSTANTIATE_TEST_SUITE_P(Table, Sniffing, testing::ValuesIn(kSniffed),
                         [](const auto& tested) { return std::string(tested.param.title); });

TEST(SniffingFixture, Semicolon) {
    const auto read = readTable(fixture("semicolon.csv"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->delimiter, ';');
    EXPECT_EQ(read->table.rows.size(), 3u);
}

TEST(SniffingFixture, StrayQuotesAreLettersInTsv) {
    const auto read = readTable(fixture("stray_quotes.tsv"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->table.rows.at(0).cells.at(0), "\"Oh,\" she said");
    EXPECT_EQ(read->table.rows.at(3).cells.at(0), "plain \"word\" inside");
}

}
