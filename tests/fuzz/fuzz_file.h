// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
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

/// Writes an input as a file of that folder. The file stays open and is written over, as making it anew costs more than
/// many a parser.
inline const std::filesystem::path& write(const char* name, const std::uint8_t* data, std::size_t size) {
    struct File {
        std::filesystem::path path;
        int descriptor;
        std::size_t size;
    };
    static std::map<std::string, File, std::less<>> files;
    auto found = files.find(name);
    if (found == files.end()) {
        const std::filesystem::path path = folder() / name;
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
        if (descriptor < 0) std::abort();
        found = files.emplace(name, File {path, descriptor, 0}).first;
    }
    File& file = found->second;
    if (::pwrite(file.descriptor, data, size, 0) != static_cast<ssize_t>(size)) std::abort();
    if (size < file.size && ::ftruncate(file.descriptor, static_cast<off_t>(size)) != 0) std::abort();
    file.size = size;
    return file.path;
}

}
