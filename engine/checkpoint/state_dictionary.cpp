// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/state_dictionary.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

using Kind = PickleValue::Kind;
using Items = std::vector<PickleValue>;

const Items* dictionaryItems(const PickleValue& value, const PickleHeap& heap) {
    return value.kind == Kind::Dictionary ? &heap.items[static_cast<std::size_t>(value.number)] : nullptr;
}

bool holdsTensors(const Items& items) {
    for (std::size_t i = 1; i < items.size(); i += 2)
        if (items[i].kind == Kind::Tensor) return true;
    return false;
}

/// Where training scripts put the state dictionary: Lightning, fairseq, timm, PyTorch's own examples …
const Items* findDictionary(const PickleValue& top, const PickleHeap& heap) {
    constexpr std::array<std::string_view, 6> kWrappers {"state_dict", "model_state_dict", "model", "module",
                                                         "net",        "weights"};
    const Items* items = dictionaryItems(top, heap);
    for (int depth = 0; items && depth < 4 && !holdsTensors(*items); ++depth) {
        const Items* inner = nullptr;
        for (const std::string_view wrapper : kWrappers)
            for (std::size_t i = 0; i < items->size() && !inner; i += 2)
                if ((*items)[i].text == wrapper) inner = dictionaryItems((*items)[i + 1], heap);
        if (!inner) return items;
        items = inner;
    }
    return items;
}

/// Elements from a tensor's first to after its last; nothing where that doesn't fit 64 bits.
std::optional<std::uint64_t> reach(const PickleTensor& tensor) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        std::uint64_t step = 0;
        if (tensor.shape[i] == 0) return 0;
        if (__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                   static_cast<std::uint64_t>(tensor.strides[i]), &step)
            || __builtin_add_overflow(last, step, &last))
            return std::nullopt;
    }
    return last + 1;
}

bool isContiguous(const PickleTensor& tensor) {
    std::int64_t expected = 1;
    for (std::size_t i = tensor.shape.size(); i-- > 0;) {
        if (tensor.shape[i] != 1 && tensor.strides[i] != expected) return false;
        expected *= tensor.shape[i];
    }
    return true;
}

/// `size` elements from `offset` on, in bytes; nothing where they are not all there.
std::optional<std::span<const std::uint8_t>> slice(std::span<const std::uint8_t> bytes, std::uint64_t offset,
                                                   std::uint64_t size, std::uint64_t elementBytes) {
    if (__builtin_mul_overflow(offset, elementBytes, &offset) || __builtin_mul_overflow(size, elementBytes, &size)
        || offset > bytes.size() || size > bytes.size() - offset)
        return std::nullopt;
    return bytes.subspan(offset, size);
}

StoredTensor storedTensor(const std::string& name, const PickleTensor& tensor, const PickleStorage& storage,
                          const StorageBytes& storages, const std::string& file) {
    const auto refuse = [&](const std::string& what) {
        failBadInput("tensor \"" + printable(name) + "\" " + what, file + ", storage " + printable(storage.key),
                     "the file is damaged or incomplete: fetch it again");
    };
    const auto bytes = storages.find(storage.key);
    if (bytes == storages.end()) refuse("lies in a storage that is not in the file");
    const std::uint64_t unit = elementSize(storage.type), size = elementSize(tensor.type);
    if (!slice(bytes->second, 0, storage.whole, unit)) refuse("lies in a storage that is cut off");
    const auto usable = slice(bytes->second, storage.begin, storage.count, unit);
    if (!checkedByteSize(tensor.shape, tensor.type)) refuse("has a shape whose size does not fit 64 bits");
    const auto elements = reach(tensor);
    const auto used = usable && elements ? slice(*usable, tensor.offset, *elements, size) : std::nullopt;
    if (!used) refuse("reaches beyond its storage");
    StoredTensor stored {tensor.type, tensor.shape, *used, {}, 0, true};
    if (*elements > 0 && !isContiguous(tensor)) stored.strides = tensor.strides;
    return stored;
}

/// Wrapping a model for several GPUs puts "module." before every name.
void dropCommonPrefix(std::map<std::string, StoredTensor>& tensors) {
    constexpr std::string_view kPrefix = "module.";
    const auto hasPrefix = [&](const auto& entry) { return entry.first.starts_with(kPrefix); };
    if (!std::all_of(tensors.begin(), tensors.end(), hasPrefix)) return;
    std::map<std::string, StoredTensor> shorter;
    for (auto& [name, tensor] : tensors)
        shorter.emplace(name.substr(kPrefix.size()), std::move(tensor));
    tensors = std::move(shorter);
}

}

std::map<std::string, StoredTensor> stateDictionary(const PickleValue& top, const PickleHeap& heap,
                                                    const StorageBytes& storages, const std::string& file) {
    const Items* items = findDictionary(top, heap);
    if (!items) failBadInput("the file holds no state dictionary", atByte(file, 0), "save model.state_dict()");
    std::map<std::string, StoredTensor> tensors;
    for (std::size_t i = 0; i + 1 < items->size(); i += 2) {
        const PickleValue &key = (*items)[i], &value = (*items)[i + 1];
        if (value.kind != Kind::Tensor || key.kind != Kind::Text) continue; // counters and the like
        const PickleTensor& tensor = heap.tensors[static_cast<std::size_t>(value.number)];
        const PickleStorage& storage = heap.storages[static_cast<std::size_t>(tensor.storage)];
        const std::string name(key.text);
        tensors.insert_or_assign(name, storedTensor(name, tensor, storage, storages, file));
    }
    if (tensors.empty()) failBadInput("the file holds no tensors", atByte(file, 0), "save model.state_dict()");
    dropCommonPrefix(tensors);
    return tensors;
}

}
