// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/pickle.h"
#include "engine/checkpoint/stored_tensor.h"

#include <map>

namespace espalier {

/// Bytes of the storages by key.
using StorageBytes = std::map<std::string, std::span<const std::uint8_t>>;

/// The tensors by name of a pickled state dictionary, which may stand under "state_dict", "model" or the like of what
/// was saved. Everything is checked against the storages. Throws Exception naming `file`.
std::map<std::string, StoredTensor> stateDictionary(const PickleValue& top, const PickleHeap& heap,
                                                    const StorageBytes& storages, const std::string& file);

}
