// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/result.h"
#include "engine/checkpoint/state_dictionary.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::uint8_t> bytes(256);
    static const StorageBytes storages = [] {
        StorageBytes all;
        for (int key = 0; key < 20; ++key)
            all.emplace(std::to_string(key), bytes);
        return all;
    }();
    (void)capture([&] {
        ByteReader reader({data, size}, "data.pkl");
        PickleHeap heap;
        const PickleValue top = readPickle(reader, heap);
        return stateDictionary(top, heap, storages, "data.pkl");
    });
    return 0;
}
