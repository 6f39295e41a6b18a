// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "engine/store/queue_store.h"
#include "tests/engine/store/store_fixture.h"

namespace espalier {
namespace {

using namespace test;

class QueueStoreTest : public StoreTest {
protected:
    QueueStore queue() { return QueueStore(*store); }
    std::int64_t add(const std::string& name) {
        Recipe made = recipe();
        made.name = name;
        return queue().add(made).value().id;
    }
    std::string order() {
        std::string names;
        for (const QueueItem& item : queue().list().value()) names += item.recipe.name;
        return names;
    }
};

TEST_F(QueueStoreTest, ItemsKeepTheirOrderAndSurviveAReopening) {
    add("a"), add("b"), add("c");
    reopen();
    EXPECT_EQ(order(), "abc");
    const QueueItem first = queue().list().value().front();
    EXPECT_EQ(first.status, "waiting");
    EXPECT_EQ(first.run, 0);
    EXPECT_FALSE(first.createdAt.empty());
    Recipe named = recipe();
    named.name = "a";
    EXPECT_TRUE(first.recipe == named);
}

TEST_F(QueueStoreTest, MovingStopsAtTheEnds) {
    const auto a = add("a");
    add("b");
    const auto c = add("c");
    expectOk(queue().move(c, -1));
    EXPECT_EQ(order(), "acb");
    expectOk(queue().move(c, -100));
    EXPECT_EQ(order(), "cab");
    expectOk(queue().move(c, 100));
    EXPECT_EQ(order(), "abc");
    expectOk(queue().move(a, 1));
    EXPECT_EQ(order(), "bac");
    EXPECT_EQ(queue().move(99, 1).error().kind, ErrorKind::NotFound);
}

TEST_F(QueueStoreTest, TakingGoesInOrderPastWhatFailed) {
    const auto a = add("a"), b = add("b");
    EXPECT_EQ(queue().take().value()->id, a);
    EXPECT_EQ(queue().find(a).value().status, "running");
    EXPECT_FALSE(queue().remove(a)) << "it runs";
    expectOk(queue().fail(a, "no such model"));
    EXPECT_EQ(queue().take().value()->id, b);
    EXPECT_FALSE(queue().take().value().has_value());
    expectOk(queue().finish(b));
    const auto left = queue().list().value();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].status, "failed");
    EXPECT_EQ(left[0].error, "no such model");
    expectOk(queue().remove(a));
    EXPECT_TRUE(queue().list().value().empty());
}

TEST_F(QueueStoreTest, WhatWasGivenBackKeepsItsPlaceAndItsRun) {
    const auto a = add("a");
    add("b");
    queue().take().value();
    expectOk(queue().setRun(a, 7));
    expectOk(queue().giveBack(a));
    const QueueItem again = *queue().take().value();
    EXPECT_EQ(again.id, a);
    EXPECT_EQ(again.run, 7);
}

TEST_F(QueueStoreTest, AnItemOfAProcessThatIsGoneWaitsAgain) {
    const auto a = add("a");
    queue().take().value();
    store->database().write([](SQLite::Database& connection) {
        connection.exec("UPDATE queue SET owner = 'a process of yesterday'");
        return 0;
    });
    EXPECT_EQ(queue().list().value().front().status, "waiting");
    EXPECT_EQ(queue().take().value()->id, a);
}

}
}
