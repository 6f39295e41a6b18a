// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/json.h"
#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <set>

namespace espalier {

namespace {

/// Order of the reference writer: larger types first (so that all stay aligned), then by name.
bool writtenBefore(const TensorToWrite& a, const TensorToWrite& b) {
    // The reference's type order for equal sizes; ours has at most one integer and one float of each.
    static constexpr DataType kOrder[]
        = {DataType::U64,    DataType::I64,    DataType::F64, DataType::F32, DataType::U32,
           DataType::I32,    DataType::BF16,   DataType::F16, DataType::U16, DataType::I16,
           DataType::F8E4M3, DataType::F8E5M2, DataType::I8,  DataType::U8,  DataType::Bool};
    const auto rank
        = [](DataType type) { return std::find(std::begin(kOrder), std::end(kOrder), type) - std::begin(kOrder); };
    return std::pair(rank(a.type), std::string_view(a.name)) < std::pair(rank(b.type), std::string_view(b.name));
}

std::string headerText(const std::vector<TensorToWrite>& tensors, const std::map<std::string, std::string>& metadata) {
    Json header = Json::object();
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const TensorToWrite& tensor : tensors) {
        const std::uint64_t end = offset + tensor.bytes.size();
        header[tensor.name]
            = Json {{"dtype", dataTypeName(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

void check(const std::vector<TensorToWrite>& tensors, const std::filesystem::path& path) {
    std::set<std::string_view> names;
    for (const TensorToWrite& tensor : tensors) {
        if (!names.insert(tensor.name).second || tensor.name == "__metadata__")
            fail(ErrorKind::Failed, "two tensors are called \"" + tensor.name + "\"", path.string());
        if (checkedByteSize(tensor.shape, tensor.type) != tensor.bytes.size())
            fail(ErrorKind::Failed, "tensor \"" + tensor.name + "\" has bytes that do not fit its shape",
                 path.string());
    }
}

}

void writeSafetensors(const std::filesystem::path& path, std::vector<TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata) {
    check(tensors, path);
    std::stable_sort(tensors.begin(), tensors.end(), writtenBefore);
    const std::string header = headerText(tensors, metadata);
    std::uint64_t size = header.size();
    const std::string_view sizeBytes(reinterpret_cast<const char*>(&size), sizeof size);
    std::vector<std::string_view> pieces {sizeBytes, header};
    for (const TensorToWrite& tensor : tensors)
        pieces.emplace_back(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
    writeFileAtomically(path, pieces);
}

}
