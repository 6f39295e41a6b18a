// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace espalier::test {

/// A member of a zip archive to be built, with what can be wrong about it.
struct ZipMember {
    std::string name, bytes;
    std::uint16_t method = 0, flags = 0;
    std::int64_t packedError = 0, sizeError = 0, offsetError = 0;
    std::string extra {};
    bool in64 = false; ///< sizes and offset stand in a zip64 field
};

/// What can be wrong about the archive as a whole.
struct ZipFaults {
    std::int64_t entriesError = 0, directorySizeError = 0, directoryOffsetError = 0;
    std::uint16_t disk = 0;
    bool withoutEnd = false;
    bool with64End = false;
    std::uint64_t locatorError = 0;
    std::string comment {};
};

std::string zip(const std::vector<ZipMember>& members, const ZipFaults& faults = {});

}
