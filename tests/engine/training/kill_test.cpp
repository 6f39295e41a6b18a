// SPDX-License-Identifier: GPL-3.0-or-later
// Kills a run at random moments until it is done; it must end as if nothing had happened. ESPALIER_KILLS sets how often.
#include "engine/base/file.h"
#include "engine/base/random.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace espalier {
namespace {

namespace fs = std::filesystem;

pid_t startChild(const fs::path& checkpoint, const fs::path& result) {
    std::string program = TRAIN_CHILD, first = checkpoint.string(), second = result.string();
    char* arguments[] {program.data(), first.data(), second.data(), nullptr};
    pid_t child = 0;
    EXPECT_EQ(posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ), 0);
    return child;
}

/// Runs the child to its end; true where that was a good one.
bool finish(pid_t child) {
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// True where the child was still running when it was killed.
bool killAfter(pid_t child, std::chrono::microseconds delay) {
    std::this_thread::sleep_for(delay);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

int killsWanted() {
    const char* text = std::getenv("ESPALIER_KILLS");
    return text ? std::atoi(text) : 20;
}

}

TEST(Kill, ARunKilledAtRandomMomentsEndsBitIdentical) {
    const auto folder = fs::temp_directory_path() / ("espalier-kill-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const auto started = std::chrono::steady_clock::now();
    ASSERT_TRUE(finish(startChild(folder / "undisturbed", folder / "expected")));
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
    const auto expected = readFile(folder / "expected").value();

    Random random(static_cast<std::uint64_t>(getpid()));
    int kills = 0;
    while (kills < killsWanted()) {
        fs::remove_all(folder / "killed");
        fs::remove(folder / "result");
        // Several kills a run, each at any moment of what an undisturbed one takes.
        for (int attempt = 0; attempt < 4; ++attempt) {
            const auto delay = std::chrono::microseconds(random.below(static_cast<std::uint64_t>(whole.count())));
            kills += killAfter(startChild(folder / "killed", folder / "result"), delay);
        }
        ASSERT_TRUE(finish(startChild(folder / "killed", folder / "result"))) << "after " << kills << " kills";
        ASSERT_EQ(readFile(folder / "result").value(), expected) << "after " << kills << " kills";
    }
    RecordProperty("kills", kills);
    fs::remove_all(folder);
}

}
