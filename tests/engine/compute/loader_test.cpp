// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/compute.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

namespace espalier {

TEST(Loader, SaysWhatIsMissingThenLoadsOnce) {
    ASSERT_EQ(setenv("ESPALIER_COMPUTE", "/nowhere/libespalier_compute.so", 1), 0);
    const auto missing = compute();
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("can't be loaded"), std::string::npos);
    EXPECT_EQ(missing.error().where, "/nowhere/libespalier_compute.so");
    EXPECT_FALSE(missing.error().hint.empty());

    ASSERT_EQ(setenv("ESPALIER_COMPUTE", "libc.so.6", 1), 0);
    const auto another = compute();
    ASSERT_FALSE(another) << "a library without our entry point";

    ASSERT_EQ(unsetenv("ESPALIER_COMPUTE"), 0);
    Compute* found[4] {};
    {
        std::vector<std::jthread> threads;
        for (auto& mine : found) threads.emplace_back([&] { mine = compute().value(); });
    }
    for (auto* mine : found) EXPECT_EQ(mine, found[0]);
    const auto report = found[0]->doctor("cpu", 2);
    ASSERT_TRUE(report) << describe(report.error());
    EXPECT_EQ(report.value().threads, 2);
    for (const auto& check : report.value().checks) EXPECT_TRUE(check.ok) << check.name << ": " << check.detail;
}

TEST(Loader, ErrorsCrossTheBoundary) {
    const auto result = compute().value()->loadPredictor("/nowhere", "cpu", 1);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::NotFound);
}

}
