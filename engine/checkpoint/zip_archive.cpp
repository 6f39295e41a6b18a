// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/zip_archive.h"

#include <algorithm>

namespace espalier {

namespace {

constexpr std::uint32_t kEndMark = 0x06054b50, kEnd64Mark = 0x06064b50, kLocator64Mark = 0x07064b50;
constexpr std::uint32_t kEntryMark = 0x02014b50, kLocalMark = 0x04034b50;
constexpr std::uint64_t kEndSize = 22, kLocator64Size = 20, kEntrySize = 46, kMaxComment = 65535;
constexpr std::uint64_t kMaxEntries = 200'000; ///< one a tensor; the largest models have some thousands
constexpr std::uint32_t kIn64 = 0xFFFFFFFF; ///< the value stands in the zip64 field
constexpr const char* kDamaged = "the file is damaged or incomplete: fetch it again";

/// Where the list of members is.
struct Directory {
    std::uint64_t entries = 0, size = 0, offset = 0;
};

std::uint64_t findEnd(std::span<const std::uint8_t> bytes, const std::string& file) {
    const std::uint64_t last = bytes.size() < kEndSize ? 0 : bytes.size() - kEndSize;
    const std::uint64_t first = last > kMaxComment ? last - kMaxComment : 0;
    for (std::uint64_t at = last + 1; bytes.size() >= kEndSize && at-- > first;) {
        std::uint32_t mark = 0;
        std::memcpy(&mark, bytes.data() + at, 4);
        if (mark == kEndMark) return at;
    }
    failBadInput("the zip archive has no list of its members", atByte(file, bytes.size()), kDamaged);
}

Directory readDirectory(std::span<const std::uint8_t> bytes, const std::string& file) {
    const std::uint64_t end = findEnd(bytes, file);
    ByteReader reader(bytes, file, end + 4);
    const auto disk = reader.number<std::uint16_t>("the archive's end"),
               firstDisk = reader.number<std::uint16_t>("the archive's end");
    reader.number<std::uint16_t>("the archive's end");
    Directory directory;
    directory.entries = reader.number<std::uint16_t>("the archive's end");
    directory.size = reader.number<std::uint32_t>("the archive's end");
    directory.offset = reader.number<std::uint32_t>("the archive's end");
    if (end >= kLocator64Size) {
        ByteReader locator(bytes, file, end - kLocator64Size);
        if (locator.number<std::uint32_t>("the zip64 locator") == kLocator64Mark) {
            locator.number<std::uint32_t>("the zip64 locator");
            const auto at = locator.number<std::uint64_t>("the zip64 locator");
            ByteReader end64(bytes, file);
            end64.moveTo(at);
            if (end64.number<std::uint32_t>("the zip64 end") != kEnd64Mark)
                end64.refuse("there is no zip64 end where one is due", at);
            end64.take(28, "the zip64 end"); // sizes, versions, disks, members on this disk
            directory.entries = end64.number<std::uint64_t>("the zip64 end");
            directory.size = end64.number<std::uint64_t>("the zip64 end");
            directory.offset = end64.number<std::uint64_t>("the zip64 end");
            return directory;
        }
    }
    if (disk != 0 || firstDisk != 0)
        reader.refuse("the zip archive is one part of several", end, "join the parts first");
    return directory;
}

/// One member as the list has it.
struct Entry {
    std::uint16_t flags = 0, method = 0;
    std::uint64_t packed = 0, size = 0, offset = 0;
    std::string name;
    std::uint64_t position = 0;
};

/// Fills in what did not fit 32 bits, in the order that the format prescribes.
void readZip64(Entry& entry, std::span<const std::uint8_t> extra, const std::string& file) {
    ByteReader reader(extra, file);
    while (reader.left() >= 4) {
        const auto id = reader.number<std::uint16_t>("an extra field");
        const auto size = reader.number<std::uint16_t>("an extra field");
        if (size > reader.left())
            failBadInput("an extra field of \"" + printable(entry.name) + "\" is cut off", atByte(file, entry.position),
                         kDamaged);
        ByteReader field(reader.take(size, "an extra field"), file);
        if (id != 1) continue;
        for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.offset})
            if (*value == kIn64) {
                if (field.left() < 8)
                    failBadInput("the zip64 field of \"" + printable(entry.name) + "\" is too short",
                                 atByte(file, entry.position), kDamaged);
                *value = field.number<std::uint64_t>("a zip64 field");
            }
        return;
    }
}

Entry readEntry(ByteReader& reader) {
    Entry entry;
    entry.position = reader.position();
    const char* what = "the list of members";
    if (reader.number<std::uint32_t>(what) != kEntryMark)
        reader.refuse("the list of members is damaged", entry.position);
    reader.take(4, what); // versions
    entry.flags = reader.number<std::uint16_t>(what);
    entry.method = reader.number<std::uint16_t>(what);
    reader.take(8, what); // time, date, CRC: torch.load does not look at it either
    entry.packed = reader.number<std::uint32_t>(what);
    entry.size = reader.number<std::uint32_t>(what);
    const auto nameSize = reader.number<std::uint16_t>(what), extraSize = reader.number<std::uint16_t>(what),
               commentSize = reader.number<std::uint16_t>(what);
    reader.take(8, what); // disk, attributes
    entry.offset = reader.number<std::uint32_t>(what);
    entry.name = reader.takeText(nameSize, "a member's name");
    readZip64(entry, reader.take(extraSize, "an extra field"), reader.file());
    reader.take(commentSize, "a comment");
    return entry;
}

std::span<const std::uint8_t> memberBytes(const Entry& entry, std::span<const std::uint8_t> bytes,
                                          const std::string& file) {
    const auto refuse = [&](const std::string& what, const char* hint) {
        failBadInput("member \"" + printable(entry.name) + "\" of the zip archive " + what,
                     atByte(file, entry.position), hint);
    };
    if (entry.flags & 1) refuse("is encrypted", "decrypt it first");
    if (entry.method != 0)
        refuse("is compressed; torch.save stores weights as they are",
               "unpack it and save it again with torch.save or as safetensors");
    if (entry.packed != entry.size) refuse("has two different sizes", kDamaged);
    ByteReader local(bytes, file);
    local.moveTo(entry.offset);
    if (local.number<std::uint32_t>("a member") != kLocalMark) refuse("does not begin where the list says", kDamaged);
    local.take(22, "a member");
    const auto nameSize = local.number<std::uint16_t>("a member"), extraSize = local.number<std::uint16_t>("a member");
    local.take(std::uint64_t {nameSize} + extraSize, "a member");
    if (entry.size > local.left()) refuse("lies outside the file", kDamaged);
    return local.take(entry.size, "a member");
}

}

std::map<std::string, std::span<const std::uint8_t>> storedZipMembers(std::span<const std::uint8_t> bytes,
                                                                      const std::string& file) {
    const Directory directory = readDirectory(bytes, file);
    ByteReader reader(bytes, file);
    reader.moveTo(directory.offset);
    if (directory.size > reader.left() || directory.entries > directory.size / kEntrySize
        || directory.entries > kMaxEntries)
        reader.refuse("the zip archive claims " + std::to_string(directory.entries) + " members in a list of "
                      + std::to_string(directory.size) + " bytes, which can't be");
    std::map<std::string, std::span<const std::uint8_t>> members;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        const Entry entry = readEntry(reader);
        if (!members.emplace(entry.name, memberBytes(entry, bytes, file)).second)
            reader.refuse("member \"" + printable(entry.name) + "\" is there twice", entry.position);
    }
    return members;
}

}
