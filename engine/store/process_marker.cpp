// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/process_marker.h"

#include "engine/base/error.h"

#include <cerrno>
#include <random>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace espalier {
namespace {

constexpr const char* kSuffix = ".lock";

std::string newName() {
    std::random_device device;
    return std::to_string(::getpid()) + "-" + std::to_string(device()) + std::to_string(device());
}

/// Whether nobody holds the lock. Asked with a shared lock, so that two who ask don't take each other for the owner.
bool isFree(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno == ENOENT;
    const bool free = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    ::close(descriptor);
    return free;
}

}

FileLock::FileLock(const std::filesystem::path& path, std::chrono::milliseconds patience) {
    m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_descriptor < 0)
        fail(ErrorKind::Failed, "the workspace can't be used: " + std::generic_category().message(errno), path.string(),
             "check who may write to this folder, or choose another with --workspace");
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int number = errno;
        if (number == EINTR) continue;
        if (number == EWOULDBLOCK && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        ::close(m_descriptor);
        if (number != EWOULDBLOCK)
            fail(ErrorKind::Failed, "the file can't be locked: " + std::generic_category().message(number),
                 path.string(), "choose a workspace on a local disk");
        fail(ErrorKind::Failed, "the workspace is in use by another process", path.string(),
             "try again when it is done, or close it");
    }
}

FileLock::~FileLock() {
    ::close(m_descriptor);
}

ProcessMarker::ProcessMarker(const std::filesystem::path& folder)
    : m_name(newName()), m_path(folder / (m_name + kSuffix)), m_lock(m_path, std::chrono::milliseconds(0)) { }

ProcessMarker::~ProcessMarker() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

bool ProcessMarker::isAlive(const std::filesystem::path& folder, const std::string& name) {
    return !name.empty() && !isFree(folder / (name + kSuffix));
}

ProcessMarker::Census ProcessMarker::sweep(const std::filesystem::path& folder) {
    Census census;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != kSuffix) continue;
        if (!isFree(entry.path())) {
            ++census.alive;
            continue;
        }
        ++census.dead;
        std::error_code ignored;
        std::filesystem::remove(entry.path(), ignored);
    }
    return census;
}

}
