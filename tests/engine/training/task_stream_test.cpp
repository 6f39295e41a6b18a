// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/task_stream.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace espalier::testing {
namespace {

TaskStream streamOf(std::vector<std::int64_t> rows, const std::string& sampling, double temperature = 2, std::uint64_t seed = 3) {
    std::vector<BatchStream> tasks;
    for (const auto count : rows) tasks.emplace_back(count, 4, 1, seed);
    return {std::move(tasks), sampling, temperature, seed};
}

std::vector<std::int64_t> turnsOfEpoch(TaskStream stream, std::size_t tasks) {
    std::vector<std::int64_t> counts(tasks);
    for (std::int64_t step = 0; step < stream.stepsPerEpoch(); ++step) ++counts[stream.turnOf(step).task];
    return counts;
}

}

TEST(TaskStream, SharesFollowTheSampling) {
    using Shares = std::vector<std::int64_t>;
    EXPECT_EQ(stepsByTask({10, 90}, "proportional", 2), (Shares {10, 90}));
    EXPECT_EQ(stepsByTask({10, 90}, "equal", 2), (Shares {50, 50}));
    EXPECT_EQ(stepsByTask({10, 90}, "temperature", 2), (Shares {25, 75})); // 1 : 3, the roots of 1 : 9
    EXPECT_EQ(stepsByTask({10, 90}, "temperature", 1), (Shares {10, 90}));
    EXPECT_EQ(stepsByTask({1, 1, 2}, "equal", 2), (Shares {2, 1, 1}));
    EXPECT_EQ(stepsByTask({1, 1'000}, "temperature", 1), (Shares {1, 1'000}));
    EXPECT_EQ(turnsOfEpoch(streamOf({40, 360}, "temperature"), 2), (Shares {25, 75}));
}

TEST(TaskStream, AnEpochReadsEveryRowOfEveryTaskOnce) {
    auto stream = streamOf({10, 23, 5}, "proportional");
    ASSERT_EQ(stream.stepsPerEpoch(), 3 + 6 + 2);
    EXPECT_EQ(stream.steps(1.5), 17);
    for (std::int64_t epoch = 0; epoch < 2; ++epoch) {
        std::map<std::size_t, std::multiset<std::int64_t>> seen;
        for (std::int64_t step = 0; step < 11; ++step) {
            const auto turn = stream.turnOf(epoch * 11 + step);
            for (const auto row : stream.rowsOf(turn)) seen[turn.task].insert(row);
        }
        for (const auto& [task, rows] : {std::pair<std::size_t, std::int64_t> {0, 10}, {1, 23}, {2, 5}}) {
            ASSERT_EQ(seen[task].size(), static_cast<std::size_t>(rows));
            EXPECT_EQ(std::set<std::int64_t>(seen[task].begin(), seen[task].end()).size(), seen[task].size());
        }
    }
}

TEST(TaskStream, AStepsTurnDependsOnNothingButSeedAndStep) {
    auto inOrder = streamOf({40, 60}, "proportional"), backwards = streamOf({40, 60}, "proportional"), other = streamOf({40, 60}, "proportional", 2, 4);
    std::vector<TaskStream::Turn> turns;
    for (std::int64_t step = 0; step < 75; ++step) turns.push_back(inOrder.turnOf(step));
    bool differs = false, changes = false;
    for (std::int64_t step = 74; step >= 0; --step) {
        const auto& turn = turns[static_cast<std::size_t>(step)];
        const auto again = backwards.turnOf(step);
        EXPECT_EQ(again.task, turn.task);
        EXPECT_EQ(again.step, turn.step);
        differs = differs || other.turnOf(step).task != turn.task;
        changes = changes || (step >= 25 && turns[static_cast<std::size_t>(step - 25)].task != turn.task);
    }
    EXPECT_TRUE(differs) << "another seed, another order";
    EXPECT_TRUE(changes) << "another epoch, another order";
}

TEST(TaskStream, ATasksOwnStepsFollowEachOther) {
    auto stream = streamOf({40, 8}, "equal"); // the small task begins anew again and again
    std::vector<std::int64_t> next(2);
    for (std::int64_t step = 0; step < 36; ++step) {
        const auto turn = stream.turnOf(step);
        EXPECT_EQ(turn.step, next[turn.task]++);
    }
    EXPECT_EQ(next, (std::vector<std::int64_t> {18, 18}));
}

}
