// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"

#include "engine/base/file_system.h"
#include "engine/base/sha256.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <mutex>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace espalier {
namespace {

constexpr std::size_t kChunk = 1 << 20;

std::mutex faultMutex;
FileFault currentFault;

/// The errno a test wants this call to fail with; 0 in a program.
int fault(const char* operation, const std::filesystem::path& path) {
    FileFault hook;
    {
        std::lock_guard lock(faultMutex);
        hook = currentFault;
    }
    return hook ? hook(operation, path) : 0;
}

void throwIfFaulty(const char* operation, const std::string& doing, const std::filesystem::path& path) {
    if (int number = fault(operation, path)) throw Exception(file_system::systemError(doing, path, number));
}

}

void setFileFault(FileFault fault) {
    std::lock_guard lock(faultMutex);
    currentFault = std::move(fault);
}

namespace file_system {

Descriptor::~Descriptor() {
    if (m_number >= 0) ::close(m_number);
}

Error systemError(const std::string& doing, const std::filesystem::path& path, int number) {
    Error error {ErrorKind::Failed, doing + ": " + std::generic_category().message(number), path.string()};
    if (number == ENOSPC || number == EDQUOT) error.hint = "free some space on that disk and try again";
    if (number == EACCES || number == EPERM || number == EROFS) error.hint = "check who may use this file or folder";
    if (number == ENOENT) error.kind = ErrorKind::NotFound;
    return error;
}

Result<int> openForReading(const std::filesystem::path& path, std::uint64_t& size) {
    // O_NONBLOCK: a named pipe without a writer would otherwise hold us for ever.
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (number < 0 && errno == ENOENT) return Error {ErrorKind::NotFound, "there is no such file", path.string()};
    if (number < 0) return systemError("the file can't be opened", path, errno);
    struct stat status { };
    if (::fstat(number, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(number);
        return Error {ErrorKind::BadInput,
                      S_ISDIR(status.st_mode) ? "this is a folder, not a file" : "not a regular file", path.string()};
    }
    size = static_cast<std::uint64_t>(status.st_size);
    return number;
}

void writeNewFile(const std::filesystem::path& path, std::span<const std::string_view> pieces) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.number() < 0) throw Exception(systemError("the file can't be created", path, errno));
    const int injected = fault("write", path);
    for (std::string_view bytes : pieces) {
        if (injected) bytes = bytes.substr(0, bytes.size() / 2); // a disk fills up in the middle
        while (!bytes.empty()) {
            const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw Exception(systemError("the file can't be written", path, errno));
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    if (injected) throw Exception(systemError("the file can't be written", path, injected));
    throwIfFaulty("fsync", "the file can't be written to disk", path);
    if (::fsync(file.number()) != 0) throw Exception(systemError("the file can't be written to disk", path, errno));
}

void syncPath(const std::filesystem::path& path) {
    throwIfFaulty("fsync", "this can't be written to disk", path);
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) throw Exception(systemError("this can't be opened", path, errno));
    // Some network file systems can't sync a folder and say EINVAL: nothing can be done about it there.
    if (::fsync(file.number()) != 0 && errno != EINVAL)
        throw Exception(systemError("this can't be written to disk", path, errno));
}

void renamePath(const std::filesystem::path& from, const std::filesystem::path& to) {
    throwIfFaulty("rename", "this can't be renamed", to);
    if (::rename(from.c_str(), to.c_str()) != 0) throw Exception(systemError("this can't be renamed", to, errno));
}

std::filesystem::path parentFolder(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

}

Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    std::uint64_t size = 0;
    auto opened = file_system::openForReading(path, size);
    if (!opened) return opened.error();
    file_system::Descriptor file(*opened);
    if (size > maxBytes)
        return Error {ErrorKind::BadInput,
                      "the file is too large: " + std::to_string(size) + " bytes, at most " + std::to_string(maxBytes),
                      path.string()};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t read = 0;
    while (read < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + read, bytes.size() - read);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return file_system::systemError("the file can't be read", path, errno);
        if (count == 0) break;
        read += static_cast<std::size_t>(count);
    }
    bytes.resize(read); // it may have shrunk meanwhile
    return bytes;
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
    writeFileAtomically(path, std::span(&bytes, 1));
}

void writeFileAtomically(const std::filesystem::path& path, std::span<const std::string_view> pieces) {
    // The rename would put a file in the place of a device or a pipe.
    std::error_code code;
    if (std::filesystem::exists(path, code) && !std::filesystem::is_regular_file(path, code))
        failBadInput("there is something that is not a regular file", path.string(), "choose another name to write to");
    static std::atomic<std::uint64_t> counter {0};
    std::filesystem::path temporary = path;
    temporary += ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    try {
        file_system::writeNewFile(temporary, pieces);
        file_system::renamePath(temporary, path);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw;
    }
    file_system::syncPath(file_system::parentFolder(path));
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes.data(), bytes.size());
    return hash.finish();
}

Result<std::string> sha256OfFile(const std::filesystem::path& path) {
    std::uint64_t size = 0;
    auto opened = file_system::openForReading(path, size);
    if (!opened) return opened.error();
    file_system::Descriptor file(*opened);
    Sha256 hash;
    std::vector<char> chunk(kChunk);
    for (;;) {
        const ssize_t count = ::read(file.number(), chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return file_system::systemError("the file can't be read", path, errno);
        if (count == 0) return hash.finish();
        hash.update(chunk.data(), static_cast<std::size_t>(count));
    }
}

}
