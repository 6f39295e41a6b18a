// SPDX-License-Identifier: GPL-3.0-or-later
// The layouts are those of torch/serialization.py: _save and _legacy_save.
#include "engine/checkpoint/torch_archive.h"

#include "engine/checkpoint/state_dictionary.h"
#include "engine/checkpoint/zip_archive.h"

#include <algorithm>

namespace espalier {

namespace {

using Tensors = std::map<std::string, StoredTensor>;
using Bytes = std::span<const std::uint8_t>;

std::string_view asText(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A reader whose positions are the file's, ending where the member ends.
ByteReader readerOf(Bytes member, Bytes file, const std::string& name) {
    const auto begin = static_cast<std::uint64_t>(member.data() - file.data());
    return {file.first(begin + member.size()), name, begin};
}

Tensors readZip(Bytes bytes, const std::string& file) {
    constexpr std::string_view kPickle = "data.pkl";
    const auto members = storedZipMembers(bytes, file);
    const auto isPickle = [&](const auto& member) {
        const std::string& name = member.first;
        return name == kPickle || name.ends_with("/" + std::string(kPickle));
    };
    const auto found = std::find_if(members.begin(), members.end(), isPickle);
    if (found == members.end())
        failBadInput("the zip archive has no data.pkl", atByte(file, 0), "this is not a file of torch.save");
    const std::string root = found->first.substr(0, found->first.size() - kPickle.size());
    if (members.count(root + "constants.pkl"))
        failBadInput("this is a TorchScript program, not weights", atByte(file, 0), "save model.state_dict() instead");
    const auto order = members.find(root + "byteorder");
    if (order != members.end() && asText(order->second) != "little")
        failBadInput("the weights are big-endian", atByte(file, 0), "save the model again on a little-endian machine");
    PickleHeap heap;
    ByteReader reader = readerOf(found->second, bytes, file);
    const PickleValue top = readPickle(reader, heap);
    StorageBytes storages;
    for (const auto& [name, member] : members)
        if (name.starts_with(root + "data/")) storages.emplace(name.substr(root.size() + 5), member);
    return stateDictionary(top, heap, storages, file);
}

/// Magic number, protocol version and what machine it was, each a pickle of its own.
void readLegacyHead(ByteReader& reader, PickleHeap& heap) {
    constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
    constexpr std::int64_t kVersion = 1001;
    if (readPickle(reader, heap).text != kMagic)
        reader.refuse("the file does not begin with the magic number of torch.save", 0,
                      "this is not a file of torch.save");
    const std::uint64_t position = reader.position();
    const PickleValue version = readPickle(reader, heap);
    if (version.kind != PickleValue::Kind::Integer || version.number != kVersion)
        reader.refuse("the version of the file's layout is not 1001", position);
    const PickleValue system = readPickle(reader, heap);
    if (system.kind != PickleValue::Kind::Dictionary)
        reader.refuse("what machine wrote the file is not said", position);
    const auto& items = heap.items[static_cast<std::size_t>(system.number)];
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i].text == "little_endian" && items[i + 1].number == 0)
            reader.refuse("the weights are big-endian", position, "save the model again on a little-endian machine");
}

Tensors readLegacy(Bytes bytes, const std::string& file) {
    ByteReader reader(bytes, file);
    PickleHeap heap;
    readLegacyHead(reader, heap);
    const PickleValue top = readPickle(reader, heap);
    const std::uint64_t position = reader.position();
    const PickleValue keys = readPickle(reader, heap);
    if (keys.kind != PickleValue::Kind::List) reader.refuse("the list of storages is missing", position);
    std::map<std::string_view, std::uint64_t> elementSizes;
    for (const PickleStorage& storage : heap.storages)
        elementSizes.emplace(storage.key, elementSize(storage.type));
    StorageBytes storages;
    for (const PickleValue& key : heap.items[static_cast<std::size_t>(keys.number)]) {
        const std::uint64_t start = reader.position();
        const auto size = elementSizes.find(key.text);
        if (key.kind != PickleValue::Kind::Text || size == elementSizes.end())
            reader.refuse("a storage belongs to no tensor", start);
        const auto count = reader.number<std::uint64_t>("a storage's size");
        if (count > reader.left() / size->second) reader.refuse("the file ends inside a storage", start);
        storages.emplace(key.text, reader.take(count * size->second, "a storage"));
    }
    return stateDictionary(top, heap, storages, file);
}

}

Result<TorchArchive> TorchArchive::open(const std::filesystem::path& path) {
    return capture([&]() -> TorchArchive {
        TorchArchive result(MappedFile::open(path).value());
        result.m_path = path;
        const std::string file = path.string();
        const Bytes bytes = result.m_file.bytes();
        constexpr std::uint64_t kTarMark = 257;
        if (asText(bytes).starts_with("PK"))
            result.m_tensors = readZip(bytes, file);
        else if (bytes.size() > kTarMark + 5 && asText(bytes.subspan(kTarMark, 5)) == "ustar")
            failBadInput("this is the tar layout of PyTorch 0.1, which is not read", atByte(file, 0),
                         "load it with an old PyTorch and save it again");
        else if (!bytes.empty() && bytes.front() == 0x80)
            result.m_tensors = readLegacy(bytes, file);
        else
            failBadInput("the file is neither of the layouts that torch.save writes", atByte(file, 0),
                         "it is damaged, or something else");
        return result;
    });
}

}
