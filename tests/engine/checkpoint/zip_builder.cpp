// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/checkpoint/zip_builder.h"

#include "tests/engine/checkpoint/malformed.h"

namespace espalier::test {

namespace {

std::string sizeField(std::uint64_t size, std::int64_t error, bool in64) {
    return in64 ? u32(0xFFFFFFFF) : u32(static_cast<std::uint32_t>(static_cast<std::int64_t>(size) + error));
}

std::string localHeader(const ZipMember& member) {
    return "PK\x03\x04" + u16(20) + u16(member.flags) + u16(member.method) + u32(0) + u32(0) + u32(0) + u32(0)
        + u16(static_cast<std::uint16_t>(member.name.size())) + u16(0) + member.name;
}

std::string listEntry(const ZipMember& member, std::uint64_t offset) {
    const std::uint64_t size = member.bytes.size();
    const std::string extra
        = member.in64 && member.extra.empty() ? u16(1) + u16(24) + u64(size) + u64(size) + u64(offset) : member.extra;
    return "PK\x01\x02" + u16(20) + u16(20) + u16(member.flags) + u16(member.method) + u32(0) + u32(0)
        + sizeField(size, member.packedError, member.in64) + sizeField(size, member.sizeError, member.in64)
        + u16(static_cast<std::uint16_t>(member.name.size())) + u16(static_cast<std::uint16_t>(extra.size())) + u16(0)
        + u16(0) + u16(0) + u32(0) + sizeField(offset, member.offsetError, member.in64) + member.name + extra;
}

}

std::string zip(const std::vector<ZipMember>& members, const ZipFaults& faults) {
    std::string bytes, list;
    for (const ZipMember& member : members) {
        list += listEntry(member, bytes.size());
        bytes += localHeader(member) + member.bytes;
    }
    const auto shifted
        = [](std::uint64_t value, std::int64_t error) { return value + static_cast<std::uint64_t>(error); };
    const std::uint64_t offset = shifted(bytes.size(), faults.directoryOffsetError);
    const std::uint64_t size = shifted(list.size(), faults.directorySizeError);
    const std::uint64_t entries = shifted(members.size(), faults.entriesError);
    bytes += list;
    if (faults.withoutEnd) return bytes;
    if (faults.with64End) {
        const std::uint64_t at = bytes.size();
        bytes += "PK\x06\x06" + u64(44) + u16(45) + u16(45) + u32(0) + u32(0) + u64(entries) + u64(entries) + u64(size)
            + u64(offset);
        bytes += "PK\x06\x07" + u32(0) + u64(at + faults.locatorError) + u32(1);
    }
    const auto narrow
        = [&](std::uint64_t value) { return faults.with64End ? 0xFFFFFFFF : static_cast<std::uint32_t>(value); };
    return bytes + "PK\x05\x06" + u16(faults.disk) + u16(0) + u16(static_cast<std::uint16_t>(entries))
        + u16(static_cast<std::uint16_t>(entries)) + u32(narrow(size)) + u32(narrow(offset))
        + u16(static_cast<std::uint16_t>(faults.comment.size())) + faults.comment;
}

}
