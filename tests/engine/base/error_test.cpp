// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace espalier {
namespace {

TEST(Error, DescribesOnOneLineWithoutEmptyParts) {
    EXPECT_EQ(describe({ErrorKind::Failed, "disk full", "/x", "free some"}), "disk full, /x, free some");
    EXPECT_EQ(describe({ErrorKind::Failed, "disk full", "", "free some"}), "disk full, free some");
    EXPECT_EQ(describe({ErrorKind::Failed, "disk full"}), "disk full");
}

TEST(Error, ExitCodesAreThoseOfTheCommandLine) {
    EXPECT_EQ(exitCode(ErrorKind::Failed), 1);
    EXPECT_EQ(exitCode(ErrorKind::Usage), 2);
    EXPECT_EQ(exitCode(ErrorKind::BadInput), 3);
    EXPECT_EQ(exitCode(ErrorKind::NotFound), 4);
    EXPECT_EQ(exitCode(ErrorKind::Interrupted), 130);
}

TEST(Error, JsonFormHasFourFields) {
    EXPECT_EQ(toText(errorJson({ErrorKind::BadInput, "m", "w", "h"})),
              R"({"error":{"kind":"bad_input","message":"m","where":"w","hint":"h"}})");
}

TEST(Result, CarriesValueOrError) {
    Result<int> good = 3;
    EXPECT_EQ(*good, 3);
    Result<int> bad = Error {ErrorKind::NotFound, "no"};
    EXPECT_FALSE(bad);
    EXPECT_THROW(bad.value(), Exception);
}

TEST(Result, CaptureTurnsExceptionsIntoErrors) {
    auto own = capture([]() -> int { failNotFound("gone", "here"); });
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().kind, ErrorKind::NotFound);
    EXPECT_EQ(own.error().where, "here");
    auto foreign = capture([]() -> int { throw std::runtime_error("odd"); });
    EXPECT_EQ(foreign.error().message, "odd");
    auto memory = capture([]() -> int { throw std::bad_alloc(); });
    EXPECT_EQ(memory.error().message, "out of memory");
}

}
}
