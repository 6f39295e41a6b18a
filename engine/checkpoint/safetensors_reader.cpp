// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/data_type.h"
#include "engine/checkpoint/safetensors_header.h"

#include <algorithm>
#include <cstring>

namespace espalier {

namespace {

constexpr std::uint64_t kMaxHeader = 100'000'000;
constexpr const char* kDamaged = "the file is damaged or incomplete: fetch it again";

std::uint64_t headerSize(std::span<const std::uint8_t> bytes, const std::string& file) {
    if (bytes.size() < 8)
        failBadInput("the file has " + std::to_string(bytes.size()) + " bytes, too few for a safetensors header",
                     atByte(file, 0), kDamaged);
    std::uint64_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    if (size > kMaxHeader)
        failBadInput("the header claims " + std::to_string(size) + " bytes, more than the 100 MB allowed",
                     atByte(file, 0), "this is not a safetensors file, or it is damaged");
    if (size > bytes.size() - 8)
        failBadInput("the header claims " + std::to_string(size) + " bytes but only " + std::to_string(bytes.size() - 8)
                         + " follow",
                     atByte(file, 0), kDamaged);
    return size;
}

/// Checks one entry against where the one before it ended; the data must be without holes and overlaps.
TensorView checkedView(const HeaderEntry& entry, std::uint64_t expectedBegin, std::span<const std::uint8_t> data,
                       std::uint64_t dataStart, const std::string& file) {
    const auto refuse = [&](const std::string& what, std::uint64_t offset) {
        failBadInput("tensor \"" + printable(entry.name) + "\" " + what, atByte(file, offset), kDamaged);
    };
    const auto type = dataTypeFromName(entry.dtype);
    if (!type) refuse("has the element type \"" + printable(entry.dtype) + "\", which is not known here", 8);
    if (entry.begin > entry.end) refuse("ends before it begins", 8);
    if (entry.end > data.size())
        refuse("lies outside the file: it ends at byte " + std::to_string(entry.end) + " of "
                   + std::to_string(data.size()) + " bytes of data",
               8);
    if (entry.begin != expectedBegin)
        refuse(entry.begin < expectedBegin ? "overlaps the tensor before it" : "leaves a hole before it",
               dataStart + entry.begin);
    const auto size = checkedByteSize(entry.shape, *type);
    if (!size) refuse("has a shape whose size does not fit 64 bits", 8);
    if (*size != entry.end - entry.begin)
        refuse("needs " + std::to_string(*size) + " bytes for its shape and type but has "
                   + std::to_string(entry.end - entry.begin),
               dataStart + entry.begin);
    return {*type, entry.shape, data.subspan(entry.begin, *size)};
}

}

SafetensorsFile::SafetensorsFile(MappedFile file) : m_file(std::move(file)) { }

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    return capture([&]() -> SafetensorsFile {
        SafetensorsFile result(MappedFile::open(path).value());
        result.m_path = path;
        const std::string file = path.string();
        const auto bytes = result.m_file.bytes();
        const std::uint64_t size = headerSize(bytes, file);
        SafetensorsHeader header
            = parseSafetensorsHeader({reinterpret_cast<const char*>(bytes.data()) + 8, size}, file);
        std::sort(header.entries.begin(), header.entries.end(), [](const HeaderEntry& a, const HeaderEntry& b) {
            return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
        });
        const auto data = bytes.subspan(8 + size);
        std::uint64_t end = 0;
        for (const HeaderEntry& entry : header.entries) {
            result.m_tensors.emplace(entry.name, checkedView(entry, end, data, 8 + size, file));
            end = entry.end;
        }
        if (end != data.size())
            failBadInput(std::to_string(data.size() - end) + " bytes at the end belong to no tensor",
                         atByte(file, 8 + size + end), kDamaged);
        result.m_metadata = std::move(header.metadata);
        return result;
    });
}

}
