// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/reader.h"
#include "tests/engine/base/temporary_folder.h"
#include "tests/engine/data/temporary_file.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace espalier;

namespace {

/// The rows of a text file: "line: text" each.
std::vector<std::string> rowsOf(const std::string& bytes, std::int64_t maxRows = 0) {
    const TemporaryFile file("a.txt", bytes);
    const auto read = readTable(file.path(), {.maxRows = maxRows}).value();
    EXPECT_EQ(read.format, FileFormat::Text);
    EXPECT_EQ(read.table.columns, (std::vector<std::string> {"text"}));
    EXPECT_TRUE(read.table.badLines.empty());
    std::vector<std::string> rows;
    for (const auto& row : read.table.rows) rows.push_back(std::to_string(row.line) + ": " + row.cells.at(0));
    return rows;
}

using Rows = std::vector<std::string>;

TEST(Paragraphs, AreWhatBlankLinesPart) {
    EXPECT_EQ(rowsOf("\n\nOne line,\ntwo lines. \n \t\n\nNext.\r\n\r\nLast"), (Rows {"3: One line,\ntwo lines.", "7: Next.", "9: Last"}));
}

TEST(Paragraphs, AreLinesWhereNoLineIsBlank) {
    EXPECT_EQ(rowsOf("One.\nTwo.\nThree.\n\n"), (Rows {"1: One.", "2: Two.", "3: Three."}));
    EXPECT_EQ(rowsOf("One."), (Rows {"1: One."}));
}

TEST(Paragraphs, OfAPreviewAreTheFirst) {
    EXPECT_EQ(rowsOf("One.\nTwo.\nThree.\n", 2), (Rows {"1: One.", "2: Two."}));
    EXPECT_EQ(rowsOf("One\nand.\n\nTwo.\n\nThree.\n", 2), (Rows {"1: One\nand.", "4: Two."}));
}

TEST(Paragraphs, OfAFolderComeFileAfterFile) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "b.txt") << "Three.\n";
    std::ofstream(folder / "a.txt") << "One, or\nso.\n\nTwo.\n";
    std::ofstream(folder / "c.txt");
    std::ofstream(folder / "notes.csv") << "text\nno\n";
    const auto read = readTable(folder.path()).value();
    ASSERT_EQ(read.table.rows.size(), 3u);
    EXPECT_EQ(read.table.rows[0].cells[0], "One, or\nso.");
    EXPECT_EQ(read.table.rows[2].cells[0], "Three.");
    ASSERT_EQ(read.table.badLines.size(), 1u);
    EXPECT_NE(read.table.badLines[0].reason.find("c.txt"), std::string::npos);
    EXPECT_FALSE(readTable(folder.path(), {.maxRows = 2}).value().complete);
    const test::TemporaryFolder empty;
    EXPECT_FALSE(readTable(empty.path()));
}

TEST(Paragraphs, ThatAreNotTextAreListed) {
    const TemporaryFile file("a.txt", std::string("Fine.\n\nbro\0ken\n\nFine too.\n\n", 27) + std::string(1'100'000, 'x') + "\n");
    const auto read = readTable(file.path()).value();
    ASSERT_EQ(read.table.rows.size(), 2u);
    ASSERT_EQ(read.table.badLines.size(), 2u);
    EXPECT_EQ(read.table.badLines[0].line, 3);
    EXPECT_NE(read.table.badLines[1].reason.find("1 MB"), std::string::npos);
}

}
