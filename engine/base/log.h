// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace espalier {

enum class LogLevel { Debug, Info, Warning, Error };

/// Writes a line to standard error at or above the level set (default Warning), and to the log file where one is set.
void log(LogLevel level, std::string_view text);
void setLogLevel(LogLevel level);

}
