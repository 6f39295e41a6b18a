// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

namespace espalier {

/// An exclusive flock on a file, waited for at most `patience`; the kernel drops it when its holder dies. Throws
/// Exception.
class FileLock {
public:
    FileLock(const std::filesystem::path& path, std::chrono::milliseconds patience);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int m_descriptor = -1;
};

/// The sign that a Store is alive: <folder>/<pid>-<random>.lock under a FileLock. Pids alone are not trusted: they come
/// round again.
class ProcessMarker {
public:
    explicit ProcessMarker(const std::filesystem::path& folder);
    ~ProcessMarker();
    const std::string& name() const { return m_name; }

    static bool isAlive(const std::filesystem::path& folder, const std::string& name);

    struct Census {
        std::size_t alive = 0, dead = 0;
    };
    /// Counts the markers in `folder` and removes those whose process is gone. Only under the workspace's opening lock.
    static Census sweep(const std::filesystem::path& folder);

private:
    std::string m_name;
    std::filesystem::path m_path;
    FileLock m_lock;
};

}
