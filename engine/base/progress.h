// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace espalier {

/// How far long work is: done of total (total 0: unknown), with a short text of what is being done.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string text {};
};

using ProgressSink = std::function<void(const Progress&)>;

}
