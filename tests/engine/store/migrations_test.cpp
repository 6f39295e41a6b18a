// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/migrations.h"

#include "engine/store/database.h"
#include "tests/engine/store/store_fixture.h"

#include <fstream>

namespace espalier {
namespace {

using namespace test;

/// A workspace as an earlier version left it.
void makeOldWorkspace(const std::filesystem::path& folder, int version) {
    SQLite::Database connection((folder / "espalier.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    connection.exec("PRAGMA application_id = 1165193313");
    migrate(connection, version);
    connection.exec(
        "INSERT INTO datasets (name, source_path, format, encoding, delimiter, task, text_column, pair_column, "
        "label_column, "
        "row_count, created_at) VALUES ('old', '', 'csv', 'UTF-8', ',', 'classification', 'text', '', 'label', 1, '')");
    connection.exec(
        "INSERT INTO dataset_rows (dataset, position, line, text, pair, label) VALUES (1, 0, 2, 'kept', '', 'x')");
}

TEST(Migrations, EveryEarlierVersionIsLiftedWithABackup) {
    for (int version = 1; version < newestSchema(); ++version) {
        TemporaryFolder folder;
        makeOldWorkspace(folder.path(), version);
        auto store = Store::open(folder.path()).value();
        EXPECT_EQ(store->schemaVersion(), newestSchema());
        EXPECT_EQ(DatasetStore(*store).rows("old")->at(0).example.text, "kept") << version;
        EXPECT_TRUE(RunStore(*store).create(recipe(), {}));
        EXPECT_TRUE(PredictionStore(*store).add({}));
        EXPECT_EQ(store->check(), "ok");
        SQLite::Database backup((folder / ("backups/espalier-schema-" + std::to_string(version) + ".db")).string());
        EXPECT_EQ(schemaVersion(backup), version);
        EXPECT_EQ(backup.execAndGet("SELECT text FROM dataset_rows").getString(), "kept");
    }
    EXPECT_GE(newestSchema(), 3);
}

TEST(Migrations, AnOldWorkspaceInUseIsLeftAlone) {
    TemporaryFolder folder;
    std::filesystem::create_directories(folder / "processes");
    makeOldWorkspace(folder.path(), 1);
    const ProcessMarker other(folder / "processes");
    auto opened = Store::open(folder.path());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("another process"), std::string::npos);
    SQLite::Database connection((folder / "espalier.db").string());
    EXPECT_EQ(schemaVersion(connection), 1);
}

TEST(Migrations, ANewerWorkspaceAsksForAnUpdate) {
    TemporaryFolder folder;
    Store::open(folder.path()).value();
    SQLite::Database((folder / "espalier.db").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    auto opened = Store::open(folder.path());
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("newer version"), std::string::npos);
    EXPECT_NE(opened.error().hint.find("update"), std::string::npos);
}

TEST(Migrations, WhatIsNotOursIsRefused) {
    TemporaryFolder folder;
    SQLite::Database((folder / "espalier.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (x)");
    EXPECT_EQ(Store::open(folder.path()).error().kind, ErrorKind::BadInput);
    std::ofstream(folder / "espalier.db")
        << "this is a letter, not a database; it goes on for a while so that nobody takes it for one";
    auto text = Store::open(folder.path());
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().kind, ErrorKind::BadInput);
    EXPECT_FALSE(text.error().hint.empty());
}

TEST(Migrations, AFolderThatCannotBeMadeIsAnError) {
    TemporaryFolder folder;
    std::ofstream(folder / "file") << "x";
    auto opened = Store::open(folder / "file/workspace");
    ASSERT_FALSE(opened);
    EXPECT_FALSE(opened.error().hint.empty());
}

TEST(Store, CopiesAreWholeAndOpen) {
    TemporaryFolder folder, other;
    auto store = Store::open(folder.path()).value();
    ASSERT_TRUE(DatasetStore(*store).add(record("d"), examples(10)));
    expectOk(store->copyTo(other / "espalier.db"));
    expectOk(store->copyTo(other / "espalier.db"));
    auto copy = Store::open(other.path()).value();
    EXPECT_EQ(*DatasetStore(*copy).countRows("d"), 10);
    EXPECT_FALSE(store->copyTo(other / "no/such/folder/x.db"));
}

}
}
