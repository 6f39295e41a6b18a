// SPDX-License-Identifier: GPL-3.0-or-later
// Kills, interrupts and neighbours: a run that was cut short ends as if it had not been.
#include "tests/cli/cli.h"

#include "engine/base/file.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

using namespace espalier;
using namespace espalier::test;

namespace {

std::string weights(const Cli& cli, int run) {
    return sha256OfFile(cli.folder / ("workspace/runs/" + std::to_string(run) + "/model/model.safetensors")).value();
}

int kills() {
    const char* wanted = std::getenv("ESPALIER_KILLS");
    return wanted ? std::atoi(wanted) : 20;
}

Json runState(const Cli& cli, int run) { return cli.json({"runs", "show", std::to_string(run)}); }

}

TEST(Recovery, killedRunsEndBitIdentical) {
    Cli cli;
    const auto arguments = cli.trainArguments({"--dropout", "0.1", "--epochs", "6"});
    const auto started = std::chrono::steady_clock::now();
    cli.json(arguments);
    const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
    const auto golden = weights(cli, 1);

    std::mt19937 random(11);
    int killed = 0;
    for (int run = 2; killed < kills(); ++run) {
        ASSERT_LT(run, 200) << "runs end before they can be killed";
        auto next = arguments;
        for (bool done = false; !done;) {
            Process process(cli.arguments(next));
            const auto until = std::chrono::microseconds(std::uniform_int_distribution<long>(0, duration.count())(random));
            std::this_thread::sleep_for(until);
            if (killed < kills()) process.signal(SIGKILL);
            const auto finished = process.wait();
            killed += finished.code == 128 + SIGKILL;
            const auto list = cli.json({"runs", "list"});
            if (static_cast<int>(list.size()) < run) continue;      // killed before the run began: begin again
            const auto status = list[static_cast<std::size_t>(run - 1)]["status"];
            EXPECT_NE(status, "running");
            done = status == "completed";
            if (!done) next = {"runs", "resume", std::to_string(run)};
            if (finished.code != 128 + SIGKILL) {
                ASSERT_TRUE(done) << finished.out << finished.err;
            }
        }
        ASSERT_EQ(weights(cli, run), golden) << "run " << run << " after " << killed << " kills";
    }
}

TEST(Recovery, controlCWritesACheckpointAndSaysHowToGoOn) {
    Cli cli;
    const auto arguments = cli.trainArguments({"--epochs", "16"});
    Process process(cli.arguments(arguments));
    for (int i = 0; i < 400; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const auto list = cli.json({"runs", "list"});
        if (!list.empty() && list[0]["step"] > 5) break;
    }
    process.signal(SIGINT);
    const auto finished = process.wait();
    ASSERT_EQ(finished.code, 130) << finished.out << finished.err;
    EXPECT_NE(finished.out.find("runs resume 1"), std::string::npos) << finished.out;
    EXPECT_EQ(runState(cli, 1)["status"], "interrupted");
    EXPECT_TRUE(verifyFolder(cli.folder / "workspace/runs/1/checkpoint"));
    EXPECT_EQ(cli.json({"runs", "resume", "1"})["status"], "completed");
    const auto events = runState(cli, 1);
    EXPECT_EQ(events["step"], events["steps"]);
}

TEST(Recovery, twoProcessesShareAWorkspace) {
    Cli cli;
    Process first(cli.arguments(cli.trainArguments({"--name", "one"})));
    Process second(cli.arguments(cli.trainArguments({"--name", "two"})));
    EXPECT_EQ(first.wait().code, 0);
    EXPECT_EQ(second.wait().code, 0);
    const auto list = cli.json({"runs", "list"});
    ASSERT_EQ(list.size(), 2u);
    for (const auto& run : list) EXPECT_EQ(run["status"], "completed");
    EXPECT_EQ(cli.json({"doctor"})["store"], "ok");
}

TEST(Recovery, changedDataIsNotResumed) {
    Cli cli;
    const auto data = cli.folder / "copy.csv";
    std::filesystem::copy_file(tinyReviews(), data);
    auto arguments = cli.trainArguments({"--epochs", "16"});
    arguments[4] = data;
    Process process(cli.arguments(arguments));
    for (int i = 0; i < 400 && cli.json({"runs", "list"}).empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    process.signal(SIGKILL);
    process.wait();
    writeText(data, fileText(data) + "another lovely film,positive\n");
    const auto finished = cli.run({"runs", "resume", "1"});
    EXPECT_EQ(finished.code, 3) << finished.out;
    EXPECT_NE(finished.out.find("changed"), std::string::npos) << finished.out;
}
