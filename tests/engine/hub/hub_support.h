// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/hub/repository.h"
#include "tests/engine/base/temporary_folder.h"
#include "tests/support/hub_server.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>

namespace espalier::test {

/// The limits of a program with a thousandth of its patience.
inline DownloadLimits hasty() {
    DownloadLimits limits;
    limits.http = {std::chrono::milliseconds(2000), std::chrono::milliseconds(300), 5};
    limits.retry.backOff = std::chrono::milliseconds(2);
    limits.retry.longestBackOff = std::chrono::milliseconds(20);
    limits.retry.longestWait = std::chrono::milliseconds(1500);
    return limits;
}

/// Runs `call` and expects it to fail with this kind, the message or hint containing `part`.
template <typename Call>
void expectFailure(Call call, ErrorKind kind, const std::string& part) {
    try {
        call();
        FAIL() << "no error; “" << part << "” was expected";
    } catch (const Exception& exception) {
        EXPECT_EQ(exitCode(exception.error().kind), exitCode(kind)) << exception.what();
        EXPECT_NE(std::string(exception.what()).find(part), std::string::npos) << "“" << part << "” is not in: " << exception.what();
    }
}

inline std::string fileBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

}
