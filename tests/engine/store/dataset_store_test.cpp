// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

namespace espalier {
namespace {

using namespace test;

class DatasetStoreTest : public StoreTest {
protected:
    std::vector<std::int64_t> positions(const RowQuery& query = {}) {
        std::vector<std::int64_t> found;
        for (const StoredRow& row : DatasetStore(*store).rows("d", query).value())
            found.push_back(row.position);
        return found;
    }
    StoredRow row(std::int64_t position) {
        RowQuery query;
        query.positions = {position};
        return DatasetStore(*store).rows("d", query).value().at(0);
    }
    void add(std::size_t count) { ASSERT_TRUE(DatasetStore(*store).add(record("d"), examples(count))); }
};

using Positions = std::vector<std::int64_t>;

TEST_F(DatasetStoreTest, KeepsEverythingAboutADataset) {
    add(3);
    reopen();
    const DatasetRecord found = DatasetStore(*store).find("d").value();
    const DatasetRecord expected = record("d");
    EXPECT_EQ(found.sourcePath, expected.sourcePath);
    EXPECT_EQ(found.format, "csv");
    EXPECT_EQ(found.encoding, "UTF-8");
    EXPECT_EQ(found.delimiter, ",");
    EXPECT_EQ(found.task, "classification");
    EXPECT_EQ(found.mapping.text, "text");
    EXPECT_EQ(found.mapping.label, "label");
    EXPECT_EQ(found.rows, 3);
    EXPECT_EQ(found.createdAt.size(), std::string("2026-01-01T00:00:00Z").size());
    ASSERT_EQ(found.badLines.size(), 1u);
    EXPECT_EQ(found.badLines[0].line, 7);
    EXPECT_EQ(found.badLines[0].reason, "too few cells");
    EXPECT_EQ(row(1).example.text, "text number 1");
    EXPECT_EQ(row(1).example.line, 3);
    EXPECT_EQ(row(1).example.label, "odd");
}

TEST_F(DatasetStoreTest, KeepsAnyBytes) {
    const std::string odd("a\0b\xff\xf0\x9f\x98\x80", 8);
    ASSERT_TRUE(DatasetStore(*store).add(record("d"), {{1, odd, odd, ""}}));
    EXPECT_EQ(row(0).example.text, odd);
    EXPECT_EQ(row(0).example.pair, odd);
}

TEST_F(DatasetStoreTest, CountsLabelsAndPartsOfTheRowsThatAreLeft) {
    DatasetStore datasets(*store);
    ASSERT_TRUE(datasets.add(record("d"), {{1, "a", "", "x"}, {2, "b", "", "y"}, {3, "c", "", "x"}, {4, "d", "", "A"}}));
    ASSERT_TRUE(datasets.setSplits("d", {0, 1, 2}, {Split::Train, Split::Train, Split::Test}, "split"));
    ASSERT_TRUE(datasets.removeRows("d", {1}, "drop"));
    const DatasetCounts counts = datasets.counts("d").value();
    ASSERT_EQ(counts.labels.size(), 2u);
    EXPECT_EQ(counts.labels[0].label, "x");
    EXPECT_EQ(counts.labels[0].count, 2);
    EXPECT_EQ(counts.labels[1].label, "A");
    EXPECT_EQ(counts.train, 1);
    EXPECT_EQ(counts.validation, 0);
    EXPECT_EQ(counts.test, 1);
}

TEST_F(DatasetStoreTest, NamesAreUniqueUnlessReplaced) {
    add(3);
    DatasetStore datasets(*store);
    EXPECT_FALSE(datasets.add(record("d"), examples(5)));
    EXPECT_EQ(datasets.find("d")->rows, 3);
    ASSERT_TRUE(datasets.add(record("d"), examples(5), true));
    EXPECT_EQ(datasets.list()->size(), 1u);
    EXPECT_EQ(*datasets.countRows("d"), 5);
    for (const char* bad : {"", " d", "d ", "a/b", "a\nb"})
        EXPECT_FALSE(datasets.add(record(bad), {})) << bad;
}

TEST_F(DatasetStoreTest, RenameAndRemove) {
    add(2);
    DatasetStore datasets(*store);
    ASSERT_TRUE(datasets.add(record("e"), {}));
    EXPECT_FALSE(datasets.rename("d", "e"));
    EXPECT_EQ(datasets.rename("none", "f").error().kind, ErrorKind::NotFound);
    expectOk(datasets.rename("d", "f"));
    EXPECT_EQ(datasets.find("f")->rows, 2);
    expectOk(datasets.remove("f"));
    EXPECT_EQ(datasets.find("f").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(datasets.remove("f").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(datasets.rows("f").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(datasets.list()->size(), 1u);
    EXPECT_EQ(store->check(), "ok");
}

TEST_F(DatasetStoreTest, PagesFiltersAndCounts) {
    add(10);
    EXPECT_EQ(positions({3, 2, "", "", {}}), (Positions {3, 4}));
    EXPECT_EQ(positions({8, 5, "", "", {}}), (Positions {8, 9}));
    EXPECT_EQ(positions({8, -1, "", "", {}}), (Positions {8, 9}));
    EXPECT_EQ(positions({0, 0, "", "", {}}), Positions {});
    EXPECT_EQ(positions({1, 2, "", "odd", {}}), (Positions {3, 5}));
    EXPECT_EQ(positions({0, -1, "NUMBER 7", "", {}}), (Positions {7}));
    EXPECT_EQ(positions({0, -1, "number", "even", {9, 4, 2, 77}}), (Positions {2, 4}));
    EXPECT_EQ(*DatasetStore(*store).countRows("d", {0, -1, "", "odd", {}}), 5);
}

TEST_F(DatasetStoreTest, RowsWithAnEntityOfAType) {
    ASSERT_TRUE(DatasetStore(*store).add(record("d"), {{1, "a", "", R"(["B-city","O"])"},
                                                       {2, "b", "", R"([[0,4,"city"],[5,6,"geo \"x\""]])"},
                                                       {3, "c", "", R"(["I-city"])"},
                                                       {4, "d", "", R"(["B-city-state"])"},
                                                       {5, "e", "", "[]"}}));
    const auto with = [&](const std::string& type) {
        RowQuery query;
        query.entity = type;
        return positions(query);
    };
    EXPECT_EQ(with("city"), (Positions {0, 1, 2}));
    EXPECT_EQ(with("city-state"), Positions {3});
    EXPECT_EQ(with("geo \"x\""), Positions {1});
    EXPECT_EQ(with("state"), Positions {});
}

TEST_F(DatasetStoreTest, SearchFoldsCaseOfAnyScript) {
    ASSERT_TRUE(DatasetStore(*store).add(
        record("d"),
        {{1, "Ein SCHÖNER Tag", "", ""}, {2, "МОСКВА", "", ""}, {3, "Straße", "x", "l"}, {4, "", "ΑΘΗΝΑ", ""}}));
    EXPECT_EQ(positions({0, -1, "schöner", "", {}}), Positions {0});
    EXPECT_EQ(positions({0, -1, "scho\xCC\x88ner", "", {}}), Positions {0}) << "decomposed ö";
    EXPECT_EQ(positions({0, -1, "москва", "", {}}), Positions {1});
    EXPECT_EQ(positions({0, -1, "STRASSE", "", {}}), Positions {2});
    EXPECT_EQ(positions({0, -1, "αθηνα", "", {}}), Positions {3}) << "the second text";
    EXPECT_EQ(positions({0, -1, "100%", "", {}}), Positions {}) << "no wildcards";
}

TEST_F(DatasetStoreTest, UndoTakesBackStepByStep) {
    add(6);
    DatasetStore datasets(*store);
    EXPECT_EQ(*datasets.undoText("d"), "");
    expectOk(datasets.setSplits("d", {0, 1, 2}, {Split::Train, Split::Validation, Split::Test}, "split"));
    expectOk(datasets.removeRows("d", {1, 3, 1}, "2 duplicates"));
    expectOk(datasets.setLabel("d", 2, "odd"));
    expectOk(datasets.setSplits("d", {2}, {Split::Train}, "split again"));
    reopen();
    DatasetStore again(*store);
    EXPECT_EQ(again.find("d")->rows, 4);
    EXPECT_EQ(positions(), (Positions {0, 2, 4, 5}));
    EXPECT_EQ(row(2).split, Split::Train);
    expectOk(again.undo("d"));
    EXPECT_EQ(row(2).split, Split::Test);
    EXPECT_EQ(row(2).example.label, "odd");
    expectOk(again.undo("d"));
    EXPECT_EQ(row(2).example.label, "even");
    EXPECT_EQ(*again.undoText("d"), "2 duplicates");
    expectOk(again.undo("d"));
    EXPECT_EQ(again.find("d")->rows, 6);
    EXPECT_EQ(row(1).split, Split::Validation);
    expectOk(again.undo("d"));
    EXPECT_EQ(row(1).split, Split::None);
    EXPECT_EQ(again.undo("d").error().kind, ErrorKind::Usage);
    EXPECT_EQ(store->check(), "ok");
}

TEST_F(DatasetStoreTest, AFailedStepChangesNothing) {
    add(3);
    DatasetStore datasets(*store);
    EXPECT_EQ(datasets.removeRows("d", {0, 99}, "x").error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(datasets.setSplits("d", {0, 1}, {Split::Train}, "x"));
    EXPECT_EQ(datasets.setLabel("d", 99, "x").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(positions(), (Positions {0, 1, 2}));
    EXPECT_EQ(*datasets.undoText("d"), "");
    expectOk(datasets.removeRows("d", {}, "nothing"));
    EXPECT_EQ(*datasets.undoText("d"), "") << "nothing to take back";
}

TEST_F(DatasetStoreTest, OldStepsAreForgotten) {
    add(1);
    DatasetStore datasets(*store);
    for (int i = 0; i < 25; ++i)
        expectOk(datasets.setLabel("d", 0, std::to_string(i)));
    int undone = 0;
    while (datasets.undo("d"))
        ++undone;
    EXPECT_EQ(undone, 20);
    EXPECT_EQ(row(0).example.label, "4");
}

}
}
