// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/models/tensor_file.h"
#include "tests/engine/training/training_support.h"

#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

namespace espalier::testing {
namespace {

CheckpointTensors tensorsOf(double value) {
    return {.weights = {{"w", at::full({3, 2}, value)}}, .optimizer = {{"first.w", at::full({3, 2}, value + 1)}}, .best = {{"w", at::full({3, 2}, value + 2)}}};
}

TrainingState stateOf(std::int64_t step) {
    TrainingState state {.fingerprint = "f", .step = step, .microBatch = 4};
    state.bestStep = 3;
    state.bestValue = 1.0 / 3;
    state.watchdogs = {{.lossSum = 0.1 + 0.2}, {.steps = 7}};
    state.rested = {0, 5};
    state.generalBefore = 2.5;
    state.meters.stepSeconds = 12.5;
    return state;
}

/// The step of the checkpoint that is there, after checking that its tensors are that step's own.
std::int64_t loadedStep(const std::filesystem::path& folder) {
    EXPECT_TRUE(hasCheckpoint(folder));
    const auto state = readCheckpointState(folder).value();
    auto weight = at::zeros({3, 2});
    readTensorsInto(folder / "weights.safetensors", {{"w", weight}});
    EXPECT_EQ(weight[0][0].item<double>(), static_cast<double>(state.step));
    return state.step;
}

class FaultGuard {
public:
    explicit FaultGuard(FileFault fault) { setFileFault(std::move(fault)); }
    ~FaultGuard() { setFileFault({}); }
};

}

TEST(Checkpoint, KeepsEveryNumberExactly) {
    const TemporaryFolder folder;
    writeCheckpoint(folder / "c", stateOf(5), tensorsOf(5));
    const auto state = readCheckpointState(folder / "c").value();
    EXPECT_EQ(state.bestValue, 1.0 / 3);
    ASSERT_EQ(state.watchdogs.size(), 2u);
    EXPECT_EQ(state.watchdogs[0].lossSum, 0.1 + 0.2);
    EXPECT_EQ(state.watchdogs[1].steps, 7);
    EXPECT_EQ(state.rested, (std::vector<std::int64_t> {0, 5}));
    EXPECT_EQ(state.generalBefore, 2.5);
    EXPECT_EQ(state.meters.stepSeconds, 12.5);
    EXPECT_EQ(state.bestStep, 3);
    EXPECT_EQ(loadedStep(folder / "c"), 5);
}

TEST(Checkpoint, TheOldOneLoadsWhicheverCallFails) {
    for (const int number : {ENOSPC, EIO}) {
        int k = 0;
        for (bool failed = true; failed; ++k) {
            const TemporaryFolder folder;
            writeCheckpoint(folder / "c", stateOf(1), tensorsOf(1));
            failed = false;
            {
                int calls = 0;
                const FaultGuard guard([&](const char*, const std::filesystem::path&) { return calls++ == k ? number : 0; });
                try {
                    writeCheckpoint(folder / "c", stateOf(2), tensorsOf(2));
                } catch (const Exception&) {
                    failed = true;
                }
            }
            const auto step = loadedStep(folder / "c");
            EXPECT_TRUE(step == 2 || failed) << "call " << k;
            writeCheckpoint(folder / "c", stateOf(3), tensorsOf(3));
            EXPECT_EQ(loadedStep(folder / "c"), 3) << "after call " << k << " had failed";
        }
        EXPECT_GT(k, 12) << "fewer calls than there are files";
    }
}

TEST(Checkpoint, DamageIsNoticed) {
    const TemporaryFolder folder;
    writeCheckpoint(folder / "c", stateOf(1), tensorsOf(1));
    std::ofstream(folder / "c" / "weights.safetensors", std::ios::app) << "x";
    EXPECT_FALSE(hasCheckpoint(folder / "c"));
    EXPECT_FALSE(hasCheckpoint(folder / "none"));
}

TEST(Checkpoint, AStateThatIsNotOneIsAnError) {
    const TemporaryFolder folder;
    std::ofstream(folder / "state.json") << R"({"version": 1, "step": "many"})";
    EXPECT_FALSE(readCheckpointState(folder.path()));
    std::ofstream(folder / "state.json") << R"({"version": 99})";
    EXPECT_FALSE(readCheckpointState(folder.path()));
}

TEST(Checkpoint, TensorsMustBeTheVerySame) {
    const TemporaryFolder folder;
    writeTensors(folder / "t", {{"w", at::zeros({2, 3})}});
    EXPECT_THROW(readTensorsInto(folder / "t", {{"w", at::zeros({3, 2})}}), Exception);
    EXPECT_THROW(readTensorsInto(folder / "t", {{"v", at::zeros({2, 3})}}), Exception);
    EXPECT_THROW(readTensorsInto(folder / "t", {}), Exception);
}

}
