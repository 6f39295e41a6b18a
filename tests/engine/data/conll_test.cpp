// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/data/entities.h"
#include "engine/data/reader.h"
#include "engine/data/schema.h"
#include "engine/data/writer.h"
#include "tests/engine/data/temporary_file.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

using Cells = std::vector<std::string>;

ReadResult readAs(const std::string& name, const std::string& bytes, const ReadOptions& options = {}) {
    return readTable(TemporaryFile(name, bytes).path(), options).value();
}

}

TEST(Conll, ASentenceIsARow) {
    const auto read = readAs("ner.conll", "Steve B-person\nJobs I-person\n, O\n\nApple\tB-company\n");
    ASSERT_EQ(read.table.rows.size(), 2u);
    EXPECT_EQ(read.table.columns, (Cells {"text", "label"}));
    EXPECT_EQ(read.table.rows[0].cells, (Cells {"Steve Jobs ,", R"(["B-person","I-person","O"])"}));
    EXPECT_EQ(read.table.rows[1].cells, (Cells {"Apple", R"(["B-company"])"}));
    EXPECT_EQ(read.table.rows[1].line, 5);
    EXPECT_EQ(read.tagScheme, "IOB2");
    EXPECT_EQ(read.format, FileFormat::Conll);
    EXPECT_EQ(guessTask(read.table, guessMapping(read.table)), "tokens");
}

TEST(Conll, FourColumnsDocumentsAndComments) {
    const auto read = readAs("train.txt",
                             "-DOCSTART- -X- -X- O\n\n# sent_id = 1\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\n\n"
                             "Peter NNP I-NP I-PER\nBlackburn NNP I-NP I-PER\r\n\r\n\r\n# NNP I-NP O\n");
    ASSERT_EQ(read.table.rows.size(), 3u);
    EXPECT_EQ(read.tagScheme, "IOB1");
    EXPECT_EQ(read.table.rows[0].cells, (Cells {"EU rejects", R"(["B-ORG","O"])"}));
    EXPECT_EQ(read.table.rows[1].cells, (Cells {"Peter Blackburn", R"(["B-PER","I-PER"])"}));
    EXPECT_EQ(read.table.rows[2].cells[0], "#") << "a word that looks like a comment";
    EXPECT_TRUE(read.table.badLines.empty());
}

TEST(Conll, WhatIsWrittenIsReadBackTheSame) {
    const std::vector<Example> sentences {
        {1, "Zürich , São Paulo", "", R"(["B-geo","O","B-geo","I-geo"])"},
        {2, "王さん met Ann.", "", spansLabel({{0, 1, "person"}, {8, 11, "person"}})},
        {3, "nothing here", "", "[]"},
    };
    const TemporaryFile file("out.conll", "");
    ASSERT_TRUE(writeConll(file.path(), sentences));
    const auto read = readTable(file.path(), {}).value();
    EXPECT_TRUE(read.table.badLines.empty());
    ASSERT_EQ(read.table.rows.size(), 3u);
    EXPECT_EQ(read.table.rows[0].cells, (Cells {sentences[0].text, sentences[0].label}));
    EXPECT_EQ(read.table.rows[1].cells, (Cells {"王 さん met Ann .", R"(["B-person","O","O","B-person","O"])"}));
    EXPECT_EQ(read.table.rows[2].cells, (Cells {"nothing here", R"(["O","O"])"}));
}

TEST(Conll, WhatItHasNoPlaceForIsAnErrorThatNamesTheLine) {
    const TemporaryFile file("out.conll", "before");
    for (const Example& sentence : {Example {7, "not looked at", "", ""}, Example {7, " ", "", "[[0,1,\"x\"]]"}}) {
        const Status status = writeConll(file.path(), {sentence});
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().where, "line 7");
    }
    EXPECT_EQ(readFile(file.path()).value(), "before");
}

TEST(Conll, BadLinesTakeTheirSentenceAlong) {
    const auto read = readAs("ner.conll", "a O\nb B-x\n\nc\nd O\n\ne O\nf x O\n\ng Q-x\n\nh B-x\n");
    ASSERT_EQ(read.table.rows.size(), 2u);
    EXPECT_EQ(read.table.rows[1].cells[0], "h");
    ASSERT_EQ(read.table.badLines.size(), 3u);
    EXPECT_EQ(read.table.badLines[0].line, 4);
    EXPECT_EQ(read.table.badLines[0].reason, "1 column where a word and its tag should be");
    EXPECT_EQ(read.table.badLines[1].line, 8);
    EXPECT_EQ(read.table.badLines[1].reason, "3 columns instead of 2");
    EXPECT_EQ(read.table.badLines[2].line, 10);
    EXPECT_NE(read.table.badLines[2].reason.find("Q-x"), std::string::npos);
}

TEST(Conll, TabsKeepBlanksInWords) {
    const auto read = readAs("ner.tsv", "New York\tS-loc\n1 000\tO\n\nx\tO\ny\tB-loc\nz\tE-loc\n");
    ASSERT_EQ(read.format, FileFormat::Conll);
    EXPECT_EQ(read.table.rows[0].cells, (Cells {"New York 1 000", R"(["B-loc","I-loc","O","O"])"}));
    EXPECT_EQ(read.table.rows[1].cells[1], R"(["O","B-loc","I-loc"])");
}

TEST(Conll, OtherEncodingsAndBrokenBytes) {
    const auto utf16 = readAs("ner.conll", std::string("\xFF\xFE" "a\0 \0O\0\n\0b\0 \0B\0-\0x\0", 20));
    EXPECT_EQ(utf16.table.rows.at(0).cells[0], "a b");
    const auto latin = readAs("ner.conll", "caf\xE9 B-x\n", {.encoding = TextEncoding::Windows1252});
    EXPECT_EQ(latin.table.rows.at(0).cells[0], "café");
    const auto broken = readAs("ner.conll", "a O\n\nb\xFF O\n\nc O\n", {.encoding = TextEncoding::Utf8});
    EXPECT_EQ(broken.table.rows.size(), 2u);
    EXPECT_EQ(broken.table.badLines.at(0).line, 3);
}

TEST(Conll, AFileWithoutBlankLinesIsBounded) {
    std::string text;
    for (int i = 0; i < 400'000; ++i)
        text += "word O\n";
    const auto read = readTable(TemporaryFile("ner.conll", text).path());
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("blank line"), std::string::npos);
}

TEST(Conll, APreviewReadsSome) {
    const auto read = readAs("ner.conll", "a O\n\nb B-x\n\nc O\n", {.maxRows = 2});
    EXPECT_EQ(read.table.rows.size(), 2u);
    EXPECT_FALSE(read.complete);
}

TEST(Conll, TablesAreNotTakenForIt) {
    EXPECT_EQ(readAs("t.tsv", "text\tlabel\nfine\tgood\n\nbad\tpoor\n").format, FileFormat::Tsv);
    EXPECT_EQ(readAs("t.csv", "text,label\nfine,O\n").format, FileFormat::Csv);
}

}
