// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "tests/engine/store/faulty_vfs.h"
#include "tests/engine/store/store_fixture.h"

#include <functional>

#include <sqlite3.h>

namespace espalier {
namespace {

using namespace test;

/// What a test of faults does: set a workspace up, change it, and tell old from new.
struct Scenario {
    std::function<void(Store&)> before;
    std::function<Status(Store&)> change;
    std::function<bool(Store&)> isOld, isNew;
};

/// Fails the change at its k-th write, sync or truncation for k = 1, 2, …, and each time opens the workspace again: it
/// must be sound and hold the old or the new state, the new one where success was reported. Returns the number of
/// faults.
int faultLoop(const Scenario& scenario, int code) {
    installFaultyFileSystem();
    int faults = 0;
    for (int k = 1; k < 10'000; ++k) {
        TemporaryFolder folder;
        bool succeeded = false, reached = false;
        {
            auto store = Store::open(folder.path()).value();
            scenario.before(*store);
            failFrom(k, code);
            Status status = scenario.change(*store);
            succeeded = static_cast<bool>(status);
            reached = faultyCalls() >= k;
            failFrom(0, 0);
            EXPECT_TRUE(succeeded || !status.error().hint.empty()) << "fault " << k;
        }
        // New after a failure: the journal was cut, which is what commits, but the sync of that cut failed.
        auto store = Store::open(folder.path()).value();
        EXPECT_EQ(store->check(), "ok") << "fault " << k;
        EXPECT_TRUE(scenario.isNew(*store) || (!succeeded && scenario.isOld(*store))) << "fault " << k;
        if (!reached) return faults;
        ++faults;
    }
    return faults;
}

std::int64_t rowsOf(Store& store, const std::string& name) {
    auto count = DatasetStore(store).countRows(name);
    return count ? *count : -1;
}

Scenario addDataset() {
    return {[](Store& store) { DatasetStore(store).add(record("old"), examples(20)).value(); },
            [](Store& store) -> Status {
                auto added = DatasetStore(store).add(record("new"), examples(100));
                if (!added) return added.error();
                return Done {};
            },
            [](Store& store) { return rowsOf(store, "old") == 20 && rowsOf(store, "new") == -1; },
            [](Store& store) { return rowsOf(store, "old") == 20 && rowsOf(store, "new") == 100; }};
}

Scenario appendEvents() {
    return {[](Store& store) {
                RunStore(store).create(recipe(), {}).value();
                RunStore(store).appendEvents(1, {step(1)}).value();
            },
            [](Store& store) { return RunStore(store).appendEvents(1, std::vector<RunEvent>(100, step(2))); },
            [](Store& store) { return RunStore(store).events(1)->size() == 1; },
            [](Store& store) { return RunStore(store).events(1)->size() == 101; }};
}

Scenario undo() {
    return {[](Store& store) {
                DatasetStore(store).add(record("d"), examples(50)).value();
                DatasetStore(store).removeRows("d", {1, 2, 3}, "x").value();
            },
            [](Store& store) { return DatasetStore(store).undo("d"); },
            [](Store& store) { return rowsOf(store, "d") == 47 && *DatasetStore(store).undoText("d") == "x"; },
            [](Store& store) { return rowsOf(store, "d") == 50 && DatasetStore(store).undoText("d")->empty(); }};
}

TEST(DiskFault, AFullDiskLeavesOldOrNew) {
    EXPECT_GT(faultLoop(addDataset(), SQLITE_FULL), 10);
    EXPECT_GT(faultLoop(appendEvents(), SQLITE_FULL), 5);
    EXPECT_GT(faultLoop(undo(), SQLITE_FULL), 5);
}

TEST(DiskFault, ABrokenDiskLeavesOldOrNew) {
    EXPECT_GT(faultLoop(addDataset(), SQLITE_IOERR_WRITE), 10);
    EXPECT_GT(faultLoop(appendEvents(), SQLITE_IOERR_FSYNC), 5);
}

TEST(DiskFault, AMigrationThatFailsCanBeMadeAgain) {
    installFaultyFileSystem();
    int faults = 0;
    for (int k = 1; k < 10'000; ++k) {
        TemporaryFolder folder;
        {
            SQLite::Database connection((folder / "espalier.db").string(),
                                        SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            connection.exec("PRAGMA application_id = 1165193313");
            migrate(connection, 1);
            connection.exec("INSERT INTO datasets VALUES (1, 'old', '', '', '', '', '', '', '', '', 0, '')");
        }
        failFrom(k, SQLITE_FULL);
        const bool opened = static_cast<bool>(Store::open(folder.path()));
        const bool reached = faultyCalls() >= k;
        failFrom(0, 0);
        auto store = Store::open(folder.path());
        ASSERT_TRUE(store) << "fault " << k << ": " << describe(store.error());
        EXPECT_EQ((*store)->check(), "ok");
        EXPECT_EQ((*store)->schemaVersion(), newestSchema());
        EXPECT_TRUE(DatasetStore(**store).find("old"));
        if (!reached) {
            EXPECT_TRUE(opened);
            break;
        }
        ++faults;
    }
    EXPECT_GT(faults, 20);
}

TEST(DiskFault, ALimitOnPagesSaysTheDiskIsFull) {
    TemporaryFolder folder;
    auto store = Store::open(folder.path()).value();
    store->database().read([](SQLite::Database& connection) { connection.execAndGet("PRAGMA max_page_count = 60"); });
    auto added = DatasetStore(*store).add(record("d"), examples(20'000));
    ASSERT_FALSE(added);
    EXPECT_NE(added.error().message.find("disk is full"), std::string::npos);
    EXPECT_TRUE(DatasetStore(*store).list()->empty());
    EXPECT_EQ(store->check(), "ok");
}

}
}
