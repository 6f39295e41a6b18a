// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/base/json.h"

#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace espalier {
namespace {

using test::TemporaryFolder;

void writeVersion(const std::filesystem::path& target, const std::string& version) {
    AtomicFolder folder(target);
    folder.add("weights", version + std::string(5000, '.'));
    folder.add("inner/state.json", version);
    std::ofstream(folder.staging() / "by_other_means") << version;
    folder.commit();
}

/// The version that a reader after a restart finds; empty: none.
std::string readVersion(const std::filesystem::path& target) {
    recoverFolder(target);
    if (!verifyFolder(target)) return {};
    return *readFile(target / "inner/state.json");
}

TEST(AtomicFolder, AppearsWholeWithAManifest) {
    TemporaryFolder folder;
    writeVersion(folder / "a", "one");
    EXPECT_TRUE(verifyFolder(folder / "a"));
    const Json manifest = *readJsonFile(folder / "a/manifest.json");
    EXPECT_EQ(manifest["files"].size(), 3u);
    EXPECT_EQ(manifest["files"]["by_other_means"]["bytes"], 3);
    EXPECT_EQ(manifest["files"]["inner/state.json"]["sha256"], sha256("one"));
    writeVersion(folder / "a", "two");
    EXPECT_EQ(readVersion(folder / "a"), "two");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << ".tmp or .old was left";
}

TEST(AtomicFolder, WithoutCommitNothingAppears) {
    TemporaryFolder folder;
    {
        AtomicFolder staged(folder / "a");
        staged.add("x", "y");
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(AtomicFolder, NamesStayInside) {
    TemporaryFolder folder;
    AtomicFolder staged(folder / "a");
    EXPECT_THROW(staged.add("../b", ""), Exception);
    EXPECT_THROW(staged.add("/tmp/b", ""), Exception);
    EXPECT_THROW(staged.add("", ""), Exception);
}

TEST(AtomicFolder, VerifyFindsWhatIsNotAsWritten) {
    TemporaryFolder folder;
    const auto check = [&](const std::function<void(const std::filesystem::path&)>& spoil) {
        writeVersion(folder / "a", "one");
        spoil(folder / "a");
        return verifyFolder(folder / "a");
    };
    EXPECT_FALSE(check([](auto& path) { std::filesystem::remove(path / "weights"); }));
    EXPECT_FALSE(check([](auto& path) { std::filesystem::resize_file(path / "weights", 4); }));
    EXPECT_FALSE(check([](auto& path) { std::ofstream(path / "inner/state.json") << "onE"; }));
    EXPECT_FALSE(check([](auto& path) { std::filesystem::remove(path / "manifest.json"); }));
    EXPECT_FALSE(check([](auto& path) { std::ofstream(path / "manifest.json") << "{\"files\": 3}"; }));
    EXPECT_FALSE(check([](auto& path) { std::ofstream(path / "manifest.json") << "{\"files\":{\"../x\":{}}}"; }));
    EXPECT_TRUE(check([](auto& path) { std::ofstream(path / "notes.txt") << "a user's own"; }));
    EXPECT_FALSE(verifyFolder(folder / "none"));
}

/// Runs writeVersion("new") so that `act` happens at call k; returns false once there is no k-th call.
bool withFaultAt(int k, const std::function<int()>& act, const std::filesystem::path& target) {
    int call = 0;
    setFileFault([&](const char*, const std::filesystem::path&) { return ++call == k ? act() : 0; });
    try {
        writeVersion(target, "new");
    } catch (const Exception&) { }
    setFileFault({});
    return call >= k;
}

TEST(AtomicFolder, AnyFailingCallLeavesOldOrNew) {
    TemporaryFolder folder;
    int calls = 0;
    for (int k = 1;; ++k) {
        writeVersion(folder / "a", "old");
        if (!withFaultAt(
                k, [k] { return k % 2 ? ENOSPC : EIO; }, folder / "a"))
            break;
        const std::string found = readVersion(folder / "a");
        EXPECT_TRUE(found == "old" || found == "new") << "call " << k << ": '" << found << "'";
        calls = k;
    }
    EXPECT_GE(calls, 12);
}

TEST(AtomicFolder, AKillAtAnyCallLeavesOldOrNew) {
    TemporaryFolder folder;
    int olds = 0, news = 0;
    for (int k = 1;; ++k) {
        writeVersion(folder / "a", "old");
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(withFaultAt(
                        k, []() -> int { ::_exit(9); }, folder / "a")
                        ? 1
                        : 0);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WEXITSTATUS(status) == 0) break;
        const std::string found = readVersion(folder / "a");
        ASSERT_TRUE(found == "old" || found == "new") << "call " << k << ": '" << found << "'";
        (found == "old" ? olds : news)++;
    }
    EXPECT_GE(olds, 10);
    EXPECT_GE(news, 1);
}

TEST(AtomicFolder, RecoversWhatACrashLeftAside) {
    TemporaryFolder folder;
    writeVersion(folder / "a", "old");
    std::filesystem::rename(folder / "a", folder / "a.old");
    EXPECT_EQ(readVersion(folder / "a"), "old");
    std::filesystem::copy(folder / "a", folder / "a.old", std::filesystem::copy_options::recursive);
    recoverFolder(folder / "a/");
    EXPECT_FALSE(std::filesystem::exists(folder / "a.old"));
    recoverFolder(folder / "none");
}

}
}
