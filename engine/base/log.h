// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace espalier {

enum class LogLevel { Debug, Info, Warning, Error };

/// Writes a line to standard error at or above the level set (default Warning), and to the log file where one is set.
void log(LogLevel level, std::string_view text);
void setLogLevel(LogLevel level);
/// Also keeps everything in this file (Info and above; 1 MB, the two before are kept). A file that can't be written is said once.
void setLogFile(const std::filesystem::path& path);

}
