// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/float_conversion.h"
#include "engine/checkpoint/gguf.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

namespace {

/// Every way to ask for a value; each may throw.
void ask(const GgufFile& file, const std::string& key) {
    (void)capture([&] { return file.integer(key); });
    (void)capture([&] { return file.number(key); });
    (void)capture([&] { return file.boolean(key); });
    (void)capture([&] { return file.text(key); });
    (void)capture([&] { return file.texts(key); });
    (void)capture([&] { return file.integers(key); });
    (void)capture([&] { return file.numbers(key); });
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = GgufFile::open(fuzz::write("model.gguf", data, size));
    if (!file) return 0;
    for (const std::string& key : file->keys())
        ask(*file, key);
    std::vector<float> values;
    for (const auto& [name, tensor] : file->tensors()) {
        if (!tensor.type || !canBeFloats(*tensor.type)) continue;
        values.resize(tensor.bytes.size() / elementSize(*tensor.type) * blockElements(*tensor.type));
        toFloats(*tensor.type, tensor.bytes, values.data());
    }
    return 0;
}
