// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/log.h"

#include "engine/base/file.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

TEST(Log, ScreenShowsWarningsAndFileKeepsInfo) {
    test::TemporaryFolder folder;
    setLogFile(folder / "espalier.log");
    testing::internal::CaptureStderr();
    log(LogLevel::Debug, "fine detail");
    log(LogLevel::Info, "good to know {}");
    log(LogLevel::Warning, "look at this");
    const std::string screen = testing::internal::GetCapturedStderr();
    EXPECT_EQ(screen, "espalier: warning: look at this\n");
    const std::string kept = *readFile(folder / "espalier.log");
    EXPECT_EQ(kept.find("fine detail"), std::string::npos);
    EXPECT_NE(kept.find("good to know {}"), std::string::npos);
    EXPECT_NE(kept.find("look at this"), std::string::npos);
}

TEST(Log, LevelCanBeLowered) {
    testing::internal::CaptureStderr();
    setLogLevel(LogLevel::Debug);
    log(LogLevel::Debug, "fine detail");
    setLogLevel(LogLevel::Warning);
    log(LogLevel::Info, "not shown");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "espalier: debug: fine detail\n");
}

}
}
