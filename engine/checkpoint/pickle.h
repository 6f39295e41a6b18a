// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/byte_reader.h"
#include "engine/checkpoint/data_type.h"

#include <optional>
#include <unordered_map>

namespace espalier {

/// What a pickle may name; everything else could run code when Python loads it and is refused.
enum class PickleGlobal {
    OrderedDict,
    RebuildTensor,
    RebuildTensor2,
    RebuildTensor3,
    RebuildParameter,
    RebuildFromType,
    Parameter,
    Size,
    Device,
    Set,
    EncodeBytes,
    ElementType,
    Storage,
    UntypedStorage
};

/// A value of a pickle. Containers, storages and tensors are indices into a PickleHeap, so that shared and cyclic ones
/// cost nothing and nothing recurses.
struct PickleValue {
    enum class Kind : std::uint8_t {
        None,
        Bool,
        Integer,
        Real,
        Text,
        Bytes,
        Tuple,
        List,
        Dictionary,
        Set,
        Global,
        Storage,
        Tensor,
        Opaque
    };
    Kind kind = Kind::None;
    PickleGlobal global {}; ///< of a Global
    DataType type {}; ///< of a Global that stands for an element type
    std::int64_t number = 0; ///< an Integer or Bool, or the index of a container, storage or tensor
    std::string_view text {}; ///< of a Text or Bytes: a view of the file
};

/// Where a tensor's numbers are: `count` elements of `type` under `key`, from element `begin` on.
struct PickleStorage {
    std::string key;
    DataType type = DataType::F32;
    std::uint64_t begin = 0, count = 0; ///< of what tensors may use
    std::uint64_t whole = 0; ///< elements under `key`
};

struct PickleTensor {
    std::int64_t storage = 0; ///< index
    DataType type = DataType::F32;
    std::uint64_t offset = 0; ///< elements
    std::vector<std::int64_t> shape, strides;
};

/// What the values of a pickle refer to; freed as a whole.
struct PickleHeap {
    std::vector<std::vector<PickleValue>>
        items; ///< of tuples, lists, sets, and dictionaries (key, value, key, value …)
    std::vector<PickleStorage> storages;
    std::vector<PickleTensor> tensors;
};

/// Interprets a pickle (protocols 2 to 5, as torch.save writes them) without running anything: opcodes and globals are
/// allow-listed, counts and memory capped. Leaves `reader` after the pickle's end. Throws Exception naming the byte.
PickleValue readPickle(ByteReader& reader, PickleHeap& heap);

/// The global that "module name" stands for; nothing where it isn't one of those above.
std::optional<PickleValue> allowedGlobal(std::string_view module, std::string_view name);

}
