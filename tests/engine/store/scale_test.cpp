// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "tests/engine/store/store_fixture.h"

#include <chrono>

namespace espalier {
namespace {

using namespace test;

template <typename Body>
double seconds(const Body& body) {
    const auto start = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Bounds are many times what a two-core laptop needs: they catch a scan where an index was meant, not a slow day.

TEST(Scale, AThousandRunsOfTwoThousandEvents) {
    TemporaryFolder folder;
    auto store = Store::open(folder.path()).value();
    RunStore runs(*store);
    std::vector<RunEvent> events;
    for (int i = 1; i <= 2000; ++i)
        events.push_back(step(i));
    // One transaction for all: what is timed below is reading.
    const double filling = seconds([&] {
        store->database().write([&](SQLite::Database& connection) {
            for (int run = 0; run < 1000; ++run)
                runs.create(recipe(), {"a", "b"}).value();
            runs.appendEvents(1, events).value();
            connection.exec(
                "INSERT INTO run_events SELECT runs.id, sequence, kind, run_events.step, json FROM runs, run_events "
                "WHERE run_events.run = 1 AND runs.id > 1 ORDER BY runs.id, sequence");
            return Done {};
        });
    });
    const double listing = seconds([&] { EXPECT_EQ(runs.list()->size(), 1000u); });
    const double reading = seconds([&] { EXPECT_EQ(runs.events(777)->size(), 2000u); });
    const double appending = seconds([&] { expectOk(runs.appendEvents(500, {step(2001)})); });
    std::printf("filling %.2f s, list %.1f ms, events of a run %.1f ms, append %.1f ms\n", filling, 1e3 * listing,
                1e3 * reading, 1e3 * appending);
    EXPECT_LT(listing, 1.0);
    EXPECT_LT(reading, 1.0);
    EXPECT_LT(appending, 1.0);
}

TEST(Scale, ADatasetOf200000Rows) {
    TemporaryFolder folder;
    auto store = Store::open(folder.path()).value();
    DatasetStore datasets(*store);
    std::vector<Example> rows = examples(200'000);
    for (Example& row : rows)
        row.text += ": a sentence that is about as long as those of a film review, give or take a few words";
    const double adding = seconds([&] { ASSERT_TRUE(datasets.add(record("d"), rows)); });
    const double firstPage = seconds([&] { EXPECT_EQ(datasets.rows("d", {0, 100, "", "", {}})->size(), 100u); });
    const double lastPage = seconds([&] { EXPECT_EQ(datasets.rows("d", {199'900, 100, "", "", {}})->size(), 100u); });
    const double counting = seconds([&] { EXPECT_EQ(*datasets.countRows("d"), 200'000); });
    const double searching = seconds([&] { EXPECT_EQ(*datasets.countRows("d", {0, -1, "NUMBER 19999", "", {}}), 11); });
    std::vector<std::int64_t> positions(rows.size());
    for (std::size_t i = 0; i < positions.size(); ++i)
        positions[i] = static_cast<std::int64_t>(i);
    const double splitting = seconds(
        [&] { expectOk(datasets.setSplits("d", positions, std::vector<Split>(rows.size(), Split::Train), "split")); });
    const double undoing = seconds([&] { expectOk(datasets.undo("d")); });
    std::printf(
        "add %.2f s, first page %.1f ms, last page %.1f ms, count %.1f ms, search %.1f ms, split %.2f s, undo %.2f s\n",
        adding, 1e3 * firstPage, 1e3 * lastPage, 1e3 * counting, 1e3 * searching, splitting, undoing);
    EXPECT_LT(adding, 30);
    EXPECT_LT(firstPage, 0.2);
    EXPECT_LT(lastPage, 0.5);
    EXPECT_LT(counting, 0.5);
    EXPECT_LT(searching, 3);
    EXPECT_LT(splitting, 30);
    EXPECT_LT(undoing, 30);
}

}
}
