// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"
#include "tests/engine/store/store_fixture.h"

#include <chrono>
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace espalier {
namespace {

using namespace test;

/// Runs `body` in a child and hands its exit code out at join(); the child ends without destructors of ours.
class Child {
public:
    template <typename Body>
    explicit Child(const Body& body) : m_pid(::fork()) {
        if (m_pid == 0) ::_exit(body());
    }
    int join() const {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    void kill() const { ::kill(m_pid, SIGKILL); }

private:
    pid_t m_pid;
};

/// A pipe by which a child says that it is ready.
class Signal {
public:
    Signal() {
        if (::pipe(m_ends) != 0) throw std::runtime_error("pipe");
    }
    ~Signal() { ::close(m_ends[0]), ::close(m_ends[1]); }
    void raise() const { EXPECT_EQ(::write(m_ends[1], "x", 1), 1); }
    void await() const {
        char byte;
        EXPECT_EQ(::read(m_ends[0], &byte, 1), 1);
    }

private:
    int m_ends[2];
};

int writeRuns(const std::filesystem::path& folder, int rounds) {
    auto store = Store::open(folder);
    if (!store) return 2;
    RunStore runs(**store);
    auto run = runs.create(recipe(), {});
    if (!run) return 3;
    for (int i = 1; i <= rounds; ++i)
        if (!runs.appendEvents(run->id, {step(2 * i - 1), step(2 * i)})) return 4;
    run->status = "completed";
    return runs.update(*run) ? 0 : 5;
}

TEST(Processes, TwoWriteOneWorkspaceAndNeitherBreaks) {
    TemporaryFolder folder;
    constexpr int kRounds = 100;
    Child first([&] { return writeRuns(folder.path(), kRounds); }),
        second([&] { return writeRuns(folder.path(), kRounds); });
    EXPECT_EQ(first.join(), 0);
    EXPECT_EQ(second.join(), 0);
    auto store = Store::open(folder.path()).value();
    EXPECT_EQ(store->check(), "ok");
    const auto runs = RunStore(*store).list().value();
    ASSERT_EQ(runs.size(), 2u);
    for (const RunRecord& run : runs) {
        EXPECT_EQ(run.status, "completed");
        EXPECT_EQ(RunStore(*store).events(run.id)->size(), 2u * kRounds);
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "processes"), {}), 2)
        << "our marker and the opening lock";
}

TEST(Processes, AKilledProcessLeavesAnInterruptedRun) {
    TemporaryFolder folder;
    Signal ready;
    Child child([&] {
        auto store = Store::open(folder.path()).value();
        auto run = RunStore(*store).create(recipe(), {}).value();
        if (!RunStore(*store).appendEvents(run.id, {step(1)})) return 1;
        ready.raise();
        std::this_thread::sleep_for(std::chrono::minutes(1));
        return 0;
    });
    ready.await();
    auto store = Store::open(folder.path()).value();
    RunStore runs(*store);
    EXPECT_EQ(runs.find(1)->status, "running");
    auto claimed = runs.claim(1);
    ASSERT_FALSE(claimed) << "a live process has it";
    EXPECT_NE(claimed.error().message.find("is running"), std::string::npos);
    EXPECT_FALSE(runs.remove(1));
    child.kill();
    EXPECT_EQ(child.join(), 128 + SIGKILL);
    EXPECT_EQ(runs.list()->at(0).status, "interrupted") << "seen without opening again";
    expectOk(runs.claim(1));
    EXPECT_EQ(runs.find(1)->status, "running");
    EXPECT_EQ(runs.events(1)->size(), 1u);
    store.reset();
    EXPECT_EQ(RunStore(*Store::open(folder.path()).value()).find(1)->status, "interrupted");
}

TEST(Processes, AKillAtAnyMomentLeavesTheStoreSound) {
    TemporaryFolder folder;
    Store::open(folder.path()).value();
    for (int round = 0; round < 10; ++round) {
        Child child([&] { return writeRuns(folder.path(), 100'000); });
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 13 * round));
        child.kill();
        EXPECT_EQ(child.join(), 128 + SIGKILL);
        auto store = Store::open(folder.path());
        ASSERT_TRUE(store) << describe(store.error());
        EXPECT_EQ((*store)->check(), "ok");
        for (const RunRecord& run : RunStore(**store).list().value()) {
            EXPECT_EQ(run.status, "interrupted");
            EXPECT_EQ(RunStore(**store).events(run.id)->size() % 2, 0u) << "half a batch";
        }
    }
}

TEST(Processes, ALockHeldByAnotherIsWaitedForABoundedTime) {
    TemporaryFolder folder;
    Signal ready, done;
    Child child([&] {
        auto store = Store::open(folder.path()).value();
        store->database().write([&](SQLite::Database&) {
            ready.raise();
            done.await();
            return Done {};
        });
        return 0;
    });
    ready.await();
    auto store = Store::open(folder.path()).value();
    const auto start = std::chrono::steady_clock::now();
    auto created = RunStore(*store).create(recipe(), {});
    const auto waited = std::chrono::steady_clock::now() - start;
    done.raise();
    EXPECT_EQ(child.join(), 0);
    ASSERT_FALSE(created);
    EXPECT_NE(created.error().message.find("in use by another process"), std::string::npos);
    EXPECT_GT(waited, std::chrono::seconds(4));
    EXPECT_LT(waited, std::chrono::seconds(10));
    EXPECT_TRUE(RunStore(*store).create(recipe(), {})) << "free again";
}

TEST(Processes, ThreadsShareOneStore) {
    TemporaryFolder folder;
    auto store = Store::open(folder.path()).value();
    const std::int64_t id = RunStore(*store).create(recipe(), {})->id;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                expectOk(RunStore(*store).appendEvents(id, {step(i)}));
                EXPECT_EQ(RunStore(*store).list()->size(), 1u);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(RunStore(*store).events(id)->size(), 100u);
}

TEST(Processes, AFileLockIsGivenUpAfterItsPatience) {
    TemporaryFolder folder;
    const FileLock held(folder / "lock", std::chrono::milliseconds(0));
    EXPECT_THROW(FileLock(folder / "lock", std::chrono::milliseconds(50)), Exception);
}

}
}
