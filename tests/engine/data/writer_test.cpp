// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/writer.h"

#include "engine/base/file.h"
#include "engine/data/reader.h"
#include "temporary_file.h"

using namespace espalier;

namespace {

Table awkward() {
    Table table;
    table.columns = {"text", "label", "note"};
    table.rows = {{2, {"plain", "a", ""}},
                  {3, {"say \"hi\", then\ngo", "b", " spaced "}},
                  {4, {"", "", ""}},
                  {5, {"Größe 😀 \\ back", "c", "{\"x\":1}"}}};
    return table;
}

TEST(Writer, CsvByteByByte) {
    const TemporaryFile file("out.csv", "");
    ASSERT_TRUE(writeCsv(file.path(), awkward()));
    EXPECT_EQ(*readFile(file.path()),
              "text,label,note\nplain,a,\n\"say \"\"hi\"\", then\ngo\",b, spaced \n,,\nGröße 😀 \\ "
              "back,c,\"{\"\"x\"\":1}\"\n");
}

TEST(Writer, ComesBackAsItWas) {
    for (const std::string name : {"out.csv", "out.jsonl"}) {
        const TemporaryFile file(name, "");
        const auto written = name == "out.csv" ? writeCsv(file.path(), awkward()) : writeJsonl(file.path(), awkward());
        ASSERT_TRUE(written) << describe(written.error());
        const auto read = readTable(file.path());
        ASSERT_TRUE(read) << describe(read.error());
        EXPECT_EQ(read->table.columns, awkward().columns);
        ASSERT_EQ(read->table.rows.size(), 4u);
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_EQ(read->table.rows[i].cells, awkward().rows[i].cells);
    }
}

TEST(Writer, AnEmptyCellAloneIsStillARow) {
    Table table;
    table.columns = {"text"};
    table.rows = {{2, {"a"}}, {3, {""}}, {4, {"b"}}};
    const TemporaryFile file("out.csv", "");
    ASSERT_TRUE(writeCsv(file.path(), table));
    EXPECT_EQ(readTable(file.path())->table.rows.size(), 3u);
}

TEST(Writer, AFolderThatIsNotThereIsAnError) {
    const TemporaryFile file("out.csv", "");
    EXPECT_FALSE(writeCsv(file.path().parent_path() / "none" / "out.csv", awkward()));
    EXPECT_FALSE(writeJsonl(file.path().parent_path() / "none" / "out.jsonl", awkward()));
}

}
