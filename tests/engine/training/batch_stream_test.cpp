// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/batch_stream.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace espalier {

TEST(BatchStream, CountsStepsAsTransformersDoes) {
    // rows, batch, accumulation, epochs → steps an epoch, steps: max_steps = ceil(epochs × ceil(ceil(rows/batch)/accumulation))
    EXPECT_EQ(BatchStream(38, 4, 1, 0).stepsPerEpoch(), 10);
    EXPECT_EQ(BatchStream(38, 4, 3, 0).stepsPerEpoch(), 4);
    EXPECT_EQ(BatchStream(40, 4, 1, 0).stepsPerEpoch(), 10);
    EXPECT_EQ(BatchStream(3, 16, 4, 0).stepsPerEpoch(), 1);
    EXPECT_EQ(BatchStream(38, 4, 1, 0).steps(3), 30);
    EXPECT_EQ(BatchStream(38, 4, 1, 0).steps(0.25), 3);
    EXPECT_EQ(BatchStream(38, 4, 1, 0).steps(1.51), 16);
}

TEST(BatchStream, AnEpochReadsEveryRowOnceAndKeepsTheShortLastBatch) {
    BatchStream stream(38, 4, 1, 7);
    std::vector<std::int64_t> seen;
    for (std::int64_t step = 10; step < 20; ++step) {
        const auto rows = stream.rowsOf(step);
        EXPECT_EQ(rows.size(), step == 19 ? 2u : 4u);
        seen.insert(seen.end(), rows.begin(), rows.end());
    }
    std::sort(seen.begin(), seen.end());
    for (std::int64_t row = 0; row < 38; ++row) EXPECT_EQ(seen[static_cast<std::size_t>(row)], row);
}

TEST(BatchStream, IsAFunctionOfSeedAndStep) {
    BatchStream stream(100, 8, 1, 7), again(100, 8, 1, 7), other(100, 8, 1, 8);
    const auto late = stream.rowsOf(30);
    stream.rowsOf(2);
    EXPECT_EQ(stream.rowsOf(30), late);
    EXPECT_EQ(again.rowsOf(30), late);
    EXPECT_NE(other.rowsOf(30), late);
    EXPECT_NE(stream.rowsOf(0), stream.rowsOf(13)) << "two epochs have orders of their own";
}

}
