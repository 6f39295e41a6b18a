// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace espalier::workspace {

/// Runs the command line's program, the one beside this program, as a process of its own, and waits. Throws Exception
/// with what it said where it did not succeed.
void runOwnProgram(const std::vector<std::string>& arguments, const std::filesystem::path& scratch);

}
