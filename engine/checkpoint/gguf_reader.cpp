// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_parser.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr std::uint32_t kMagic = 0x46554747; // "GGUF"
constexpr std::uint64_t kStandardAlignment = 32;
constexpr std::uint64_t kMaxEntries = 500'000; // the largest models have some thousand tensors
// What an entry takes at least: length of its name, type, one byte; length, rank, type, offset.
constexpr std::uint64_t kLeastValue = 13, kLeastTensor = 24;

std::uint32_t readVersion(ByteReader& reader) {
    if (reader.left() < 4 || reader.number<std::uint32_t>("the magic number") != kMagic)
        reader.refuse("the file does not begin with GGUF", 0, "this is not a GGUF file, or it is damaged");
    const auto version = reader.number<std::uint32_t>("the version");
    if (version != 0 && (version & 0xFFFF) == 0)
        reader.refuse("the file is big-endian", 4, "convert the model for a little-endian machine");
    if (version != 2 && version != 3)
        reader.refuse("GGUF version " + std::to_string(version) + " is not supported", 4,
                      "versions 2 and 3 are; convert the model with a current llama.cpp");
    return version;
}

std::uint64_t readCount(ByteReader& reader, const char* what, std::uint64_t least) {
    const std::uint64_t position = reader.position();
    const auto count = reader.number<std::uint64_t>(what);
    if (count > kMaxEntries)
        reader.refuse("the header claims " + std::to_string(count) + " " + what + ", more than the 500000 allowed",
                      position);
    if (count > reader.left() / least)
        reader.refuse("the header claims " + std::to_string(count) + " " + what + ", but only "
                          + std::to_string(reader.left()) + " bytes follow",
                      position);
    return count;
}

std::uint64_t alignmentOf(const ByteReader& reader, const std::map<std::string, GgufValue>& metadata) {
    const auto found = metadata.find("general.alignment");
    if (found == metadata.end()) return kStandardAlignment;
    const GgufValue& value = found->second;
    if (value.type != GgufType::U32) reader.refuse("general.alignment is not a 32-bit whole number", value.position);
    std::uint32_t alignment = 0;
    std::memcpy(&alignment, value.bytes.data(), sizeof alignment);
    if (alignment == 0 || (alignment & (alignment - 1)) != 0)
        reader.refuse("general.alignment is " + std::to_string(alignment) + ", not a power of two", value.position);
    return alignment;
}

/// Bytes of each tensor; they must be aligned, inside the file, and apart. `reader` stands where the table ends.
void placeTensors(const ByteReader& reader, std::span<const std::uint8_t> file, std::uint64_t alignment,
                  std::vector<GgufTensorInfo>& infos, std::map<std::string, GgufTensor>& tensors) {
    if (infos.empty()) return;
    const std::uint64_t start = (reader.position() + alignment - 1) / alignment * alignment;
    if (start > file.size()) reader.refuse("the file ends before the tensors' data");
    const auto data = file.subspan(start);
    std::sort(infos.begin(), infos.end(), [](const GgufTensorInfo& a, const GgufTensorInfo& b) {
        return std::pair(a.offset, a.size) < std::pair(b.offset, b.size);
    });
    std::uint64_t end = 0;
    for (GgufTensorInfo& info : infos) {
        const auto refuse = [&](const std::string& what, std::uint64_t position) {
            reader.refuse("tensor \"" + printable(info.name) + "\" " + what, position);
        };
        if (info.offset % alignment != 0)
            refuse("begins at offset " + std::to_string(info.offset) + ", which is not a multiple of the alignment "
                       + std::to_string(alignment),
                   info.position);
        if (info.offset > data.size() || info.size > data.size() - info.offset)
            refuse("lies outside the file: " + std::to_string(info.size) + " bytes at offset "
                       + std::to_string(info.offset) + " of " + std::to_string(data.size()) + " bytes of data",
                   info.position);
        if (info.offset < end) refuse("overlaps the tensor before it", start + info.offset);
        end = info.offset + info.size;
        tensors.at(info.name)
            = {info.type->id, info.type->name, info.type->type, info.shape, data.subspan(info.offset, info.size)};
    }
}

}

Result<GgufFile> GgufFile::open(const std::filesystem::path& path) {
    return capture([&]() -> GgufFile {
        GgufFile result(MappedFile::open(path).value());
        result.m_path = path;
        const auto bytes = result.m_file.bytes();
        ByteReader reader(bytes, path.string());
        result.m_version = readVersion(reader);
        const std::uint64_t tensorCount = readCount(reader, "tensors", kLeastTensor);
        const std::uint64_t keyCount = readCount(reader, "metadata values", kLeastValue);
        for (std::uint64_t i = 0; i < keyCount; ++i) {
            const std::uint64_t position = reader.position();
            const std::string key(readGgufName(reader, "a metadata key"));
            if (result.m_metadata.count(key))
                reader.refuse("the metadata key \"" + printable(key) + "\" is there twice", position);
            const GgufType type = readGgufType(reader);
            result.m_metadata.emplace(key, readGgufValue(reader, type));
            result.m_keys.push_back(key);
        }
        std::vector<GgufTensorInfo> infos;
        for (std::uint64_t i = 0; i < tensorCount; ++i) {
            infos.push_back(readGgufTensorInfo(reader));
            if (!result.m_tensors.emplace(infos.back().name, GgufTensor {}).second)
                reader.refuse("tensor \"" + printable(infos.back().name) + "\" is there twice", infos.back().position);
        }
        placeTensors(reader, bytes, alignmentOf(reader, result.m_metadata), infos, result.m_tensors);
        return result;
    });
}

}
