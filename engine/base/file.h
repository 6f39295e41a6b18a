// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace espalier {

/// Reads a whole file; errors: not found, not a regular file, larger than maxBytes, unreadable.
Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes = 4ull << 30);

/// Writes a file whole or not at all: temporary, write, fsync, rename, fsync of the folder. Throws Exception.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);
/// The same for a file that is not in memory in one piece (weights of gigabytes): the pieces, end to end.
void writeFileAtomically(const std::filesystem::path& path, std::span<const std::string_view> pieces);

/// Collects files in `target`.tmp and makes them appear together as folder `target` (fsync each, manifest with SHA-256,
/// rename, fsync of the parent). Without commit() the destructor removes what was written.
class AtomicFolder {
public:
    explicit AtomicFolder(std::filesystem::path target);
    ~AtomicFolder();
    AtomicFolder(const AtomicFolder&) = delete;
    AtomicFolder& operator=(const AtomicFolder&) = delete;

    /// Where to write before commit(); files written by other means are hashed and synced at commit().
    const std::filesystem::path& staging() const { return m_staging; }
    void add(const std::string& name, std::string_view bytes);
    /// Replaces `target` if it is there; the old one goes only after the new one is whole. Throws Exception.
    void commit();

private:
    std::filesystem::path m_target, m_staging;
    bool m_committed = false;
};

/// Makes the files collected in `staging` appear together as folder `target`, as AtomicFolder does. `hashes`: SHA-256 by name of
/// files that were hashed already. Throws Exception.
void commitFolder(const std::filesystem::path& staging, const std::filesystem::path& target,
                  const std::map<std::string, std::string>& hashes = {});

/// Puts back what a crash inside commit() left under `folder`.old, or removes it where the new folder is in place. Call before
/// reading a folder that AtomicFolder writes, while nobody writes it. Throws Exception.
void recoverFolder(const std::filesystem::path& folder);

/// True where a folder written by AtomicFolder is there and every file has the manifest's size and SHA-256.
bool verifyFolder(const std::filesystem::path& folder);

/// Lower-case hexadecimal SHA-256 of bytes, or of a file.
std::string sha256(std::string_view bytes);
Result<std::string> sha256OfFile(const std::filesystem::path& path);

/// Test seam: called before the k-th write, fsync or rename; a non-zero return is the errno that call then fails with.
using FileFault = std::function<int(const char* operation, const std::filesystem::path& path)>;
void setFileFault(FileFault fault);

/// A file mapped read-only for its life; errors as readFile.
class MappedFile {
public:
    static Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();
    std::span<const std::uint8_t> bytes() const { return {m_data, m_size}; }

private:
    MappedFile() = default;
    const std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

}
