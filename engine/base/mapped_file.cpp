// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/base/file_system.h"

#include <cerrno>
#include <limits>
#include <utility>

#include <sys/mman.h>

namespace espalier {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    std::uint64_t size = 0;
    auto opened = file_system::openForReading(path, size);
    if (!opened) return opened.error();
    file_system::Descriptor file(*opened);
    MappedFile mapped;
    if (size == 0) return mapped; // mmap refuses length 0
    if (size > std::numeric_limits<std::size_t>::max())
        return Error {ErrorKind::BadInput, "the file is too large for this machine", path.string()};
    mapped.m_size = static_cast<std::size_t>(size);
    void* address = ::mmap(nullptr, mapped.m_size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (address == MAP_FAILED) {
        mapped.m_size = 0;
        return file_system::systemError("the file can't be mapped into memory", path, errno);
    }
    mapped.m_data = static_cast<const std::uint8_t*>(address);
    return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) { }

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile() {
    if (m_data) ::munmap(const_cast<std::uint8_t*>(m_data), m_size);
}

}
