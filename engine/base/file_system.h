// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/file.h"

namespace espalier::file_system {

/// An open file descriptor, closed at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) { }
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

/// What errno means for `path`, in words, with a cure where there is a usual one.
Error systemError(const std::string& doing, const std::filesystem::path& path, int number);

/// Opens a regular file for reading and says its size; errors as readFile. Returns the descriptor's number.
Result<int> openForReading(const std::filesystem::path& path, std::uint64_t& size);

// The calls that a FileFault can make fail. All throw Exception.
void writeNewFile(const std::filesystem::path& path, std::span<const std::string_view> pieces); ///< synced
inline void writeNewFile(const std::filesystem::path& path, std::string_view bytes) {
    writeNewFile(path, std::span(&bytes, 1));
}
void syncPath(const std::filesystem::path& path); ///< of a file or folder
void renamePath(const std::filesystem::path& from, const std::filesystem::path& to);

/// The folder a path stands in ("." for a bare name).
std::filesystem::path parentFolder(const std::filesystem::path& path);

}
