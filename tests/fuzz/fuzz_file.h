// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace espalier::fuzz {

/// A folder in memory for this process; the same at every call.
inline const std::filesystem::path& folder() {
    static const std::filesystem::path path = [] {
        std::string pattern = "/dev/shm/espalier-fuzz-XXXXXX";
        if (!::mkdtemp(pattern.data())) std::abort();
        std::atexit([] {
            std::error_code ignored;
            std::filesystem::remove_all(folder(), ignored);
        });
        return std::filesystem::path(pattern);
    }();
    return path;
}

/// Writes an input as a file of that folder.
inline std::filesystem::path write(const char* name, const std::uint8_t* data, std::size_t size) {
    const std::filesystem::path path = folder() / name;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
    ::close(file);
    return path;
}

}
