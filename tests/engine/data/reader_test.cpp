// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"
#include "temporary_file.h"

using namespace espalier;

namespace {

ReadResult readText(const std::string& name, const std::string& bytes, const ReadOptions& options = {}) {
    const TemporaryFile file(name, bytes);
    auto read = readTable(file.path(), options);
    EXPECT_TRUE(read) << (read ? "" : describe(read.error()));
    return read ? std::move(read).value() : ReadResult {};
}

using Cells = std::vector<std::string>;

TEST(Reader, QuotesDelimitersAndLineEndsInsideFields) {
    const auto read = readTable(fixture("crlf_embedded_newline.csv"));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->table.rows.size(), 2u);
    EXPECT_EQ(read->table.columns, (Cells {"text", "label"}));
    EXPECT_EQ(read->table.rows[0].cells, (Cells {"first \"quoted\", line\nsecond line", "positive"}));
    EXPECT_EQ(read->table.rows[0].line, 2);
    EXPECT_EQ(read->table.rows[1].cells, (Cells {"plain", "negative"}));
    EXPECT_EQ(read->table.rows[1].line, 4);
}

TEST(Reader, SpacesBelongToTheField) {
    const auto read = readText("spaces.csv", "text,label\n a film ,b \n\" x \",y\n");
    EXPECT_EQ(read.table.rows.at(0).cells, (Cells {" a film ", "b "}));
    EXPECT_EQ(read.table.rows.at(1).cells, (Cells {" x ", "y"}));
}

TEST(Reader, LastLineNeedsNoLineEndAndBlankLinesAreNoRows) {
    const auto read = readText("end.csv", "text,label\n\na,b\n\nc,d");
    ASSERT_EQ(read.table.rows.size(), 2u);
    EXPECT_EQ(read.table.rows[0].line, 3);
    EXPECT_EQ(read.table.rows[1].line, 5);
    EXPECT_TRUE(read.table.badLines.empty());
}

TEST(Reader, EmptyCellsStay) {
    const auto read = readText("empty_cells.csv", "text,label\n,b\nc,\n,\n");
    ASSERT_EQ(read.table.rows.size(), 3u);
    EXPECT_EQ(read.table.rows[2].cells, (Cells {"", ""}));
}

TEST(Reader, JsonLinesUniteTheirKeys) {
    const auto read = readTable(fixture("bad_lines.jsonl"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->format, FileFormat::Jsonl);
    EXPECT_EQ(read->table.columns, (Cells {"text", "label", "stars", "more", "ok", "none"}));
    EXPECT_EQ(read->table.rows.at(0).cells, (Cells {"a good film", "positive", "", "", "", ""}));
    EXPECT_EQ(read->table.rows.at(1).cells, (Cells {"a dull film", "negative", "2.50", "", "", ""}));
    EXPECT_EQ(read->table.rows.at(2).cells, (Cells {"nested", "", "", R"({"a":[1,"x\"y",null],"b":{}})", "true", ""}));
}

TEST(Reader, JsonNumbersStayAsWritten) {
    const auto read = readText("numbers.jsonl",
                               "{\"a\":1e5,\"b\":-0.10,\"c\":123456789012345678901234567890,\"d\":-7,\"e\":[1.50]}\n");
    EXPECT_EQ(read.table.rows.at(0).cells, (Cells {"1e5", "-0.10", "123456789012345678901234567890", "-7", "[1.50]"}));
}

TEST(Reader, MaxRowsCutsAndSaysSo) {
    ReadOptions options;
    options.maxRows = 2;
    const std::string text = "text,label\na,1\nb,2\nc,3\n";
    const auto cut = readText("some.csv", text, options);
    EXPECT_EQ(cut.table.rows.size(), 2u);
    EXPECT_FALSE(cut.complete);
    options.maxRows = 3;
    EXPECT_TRUE(readText("all.csv", text, options).complete);
    options.maxRows = 1;
    const auto json = readText("some.jsonl", "{\"a\":1}\n{\"a\":2}\n", options);
    EXPECT_EQ(json.table.rows.size(), 1u);
    EXPECT_FALSE(json.complete);
}

TEST(Reader, WhatIsSetIsNotSniffed) {
    ReadOptions options;
    options.delimiter = ';';
    options.hasHeader = false;
    const auto read = readText("set.csv", "text,label\na,b\n", options);
    EXPECT_EQ(read.delimiter, ';');
    EXPECT_EQ(read.table.columns, (Cells {"column_1"}));
    EXPECT_EQ(read.table.rows.size(), 2u);
}

TEST(Reader, SomeCharactersCannotBeTheDelimiter) {
    ReadOptions options;
    for (const char wrong : {'"', '\n', '\r', '\0'}) {
        options.delimiter = wrong;
        const auto read = readTable(fixture("semicolon.csv"), options);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().kind, ErrorKind::Usage);
    }
}

TEST(Reader, ColumnNamesBecomeUsable) {
    ReadOptions options;
    options.hasHeader = true;
    const auto read = readText("names.csv", " text ,,text,text\na,b,c,d\n", options);
    EXPECT_EQ(read.table.columns, (Cells {"text", "column_2", "text_2", "text_3"}));
}

TEST(Reader, RowNamesWithoutHeading) {
    const auto read = readText("r.csv", "text,label\n1,good film,a\n2,bad film,b\n");
    EXPECT_EQ(read.table.columns, (Cells {"row", "text", "label"}));
    EXPECT_EQ(read.table.rows.size(), 2u);
}

TEST(Reader, ReportsProgressAndHeedsCancellation) {
    std::string text = "text,label\n";
    for (int i = 0; i < 20000; ++i)
        text += "a film,b\n";
    const TemporaryFile file("long.csv", text);
    CancellationToken token;
    std::vector<Progress> reports;
    ASSERT_TRUE(readTable(file.path(), {}, token, [&](const Progress& progress) { reports.push_back(progress); }));
    ASSERT_GE(reports.size(), 4u);
    EXPECT_EQ(reports.back().done, static_cast<std::int64_t>(text.size()));
    EXPECT_EQ(reports.back().total, static_cast<std::int64_t>(text.size()));
    for (std::size_t i = 1; i < reports.size(); ++i)
        EXPECT_GE(reports[i].done, reports[i - 1].done);

    std::size_t seen = 0;
    const auto stopped = readTable(file.path(), {}, token, [&](const Progress&) {
        ++seen;
        token.request(CancellationToken::Request::Interrupt);
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Interrupted);
    EXPECT_EQ(seen, 1u);
}

TEST(Reader, NamesGoBothWays) {
    for (const auto format : {FileFormat::Csv, FileFormat::Tsv, FileFormat::Jsonl})
        EXPECT_EQ(formatFromName(formatName(format)), format);
    for (const auto encoding :
         {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be, TextEncoding::Windows1252})
        EXPECT_EQ(encodingFromName(encodingName(encoding)), encoding);
    EXPECT_FALSE(formatFromName("xlsx"));
    EXPECT_FALSE(encodingFromName("KOI8-R"));
}

}
