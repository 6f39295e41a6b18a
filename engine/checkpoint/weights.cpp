// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/weights.h"

#include "engine/checkpoint/gguf.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/shard_index.h"
#include "engine/checkpoint/torch_archive.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>

namespace espalier {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormats
    = "model.safetensors, pytorch_model.bin, either in shards with an index, or one .gguf file";

/// The first bytes of a file, for telling formats apart.
std::string beginning(const fs::path& file) {
    std::array<char, 4> bytes {};
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(stream.gcount())};
}

}

fs::path findWeights(const fs::path& folder) {
    std::error_code code;
    for (const char* name :
         {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"})
        if (fs::exists(folder / name, code)) return folder / name;
    std::vector<fs::path> ggufs;
    for (const auto& entry : fs::directory_iterator(folder, code))
        if (entry.path().extension() == ".gguf") ggufs.push_back(entry.path());
    return ggufs.size() == 1 ? ggufs.front() : fs::path();
}

template <typename File>
std::shared_ptr<const File> Weights::keep(const fs::path& file) {
    auto open = std::make_shared<const File>(File::open(file).value());
    m_open.push_back(open);
    return open;
}

/// By the name, since a safetensors file begins with a number that can look like anything.
void Weights::add(const fs::path& file) {
    m_files.push_back(file);
    if (file.extension() == ".safetensors") {
        for (const auto& [name, view] : keep<SafetensorsFile>(file)->tensors())
            m_tensors.emplace(name, StoredTensor {view.type, view.shape, view.bytes, {}, 0, true});
    } else if (file.extension() == ".gguf" || beginning(file) == "GGUF") {
        m_gguf = keep<GgufFile>(file);
        for (const auto& [name, tensor] : m_gguf->tensors()) {
            if (!tensor.type)
                failBadInput("tensor \"" + printable(name) + "\" is quantised as " + tensor.typeName
                                 + ", which is not supported",
                             file.string(),
                             "supported: F32, F16, BF16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q4_K, Q5_K, Q6_K");
            m_tensors.emplace(name, StoredTensor {*tensor.type, tensor.shape, tensor.bytes, {}, 0, true});
        }
    } else {
        m_tensors = keep<TorchArchive>(file)->tensors();
    }
}

void Weights::addShards(const fs::path& index) {
    const ShardIndex shards = readShardIndex(index).value();
    m_files.push_back(index);
    for (const auto& [fileName, names] : shards) {
        const fs::path file = index.parent_path() / fileName;
        if (!fs::exists(file))
            failNotFound("a file that the index names is missing", file.string(), "fetch the model again");
        Weights shard;
        shard.add(file);
        for (const std::string& name : names)
            if (!shard.m_tensors.count(name))
                failBadInput("tensor \"" + printable(name) + "\" is not in the file where the index looks for it",
                             file.string(), "fetch the model again");
        for (auto& [name, tensor] : shard.m_tensors)
            if (!m_tensors.emplace(name, std::move(tensor)).second)
                failBadInput("tensor \"" + printable(name) + "\" is in two files of the index", file.string(),
                             "fetch the model again");
        m_files.push_back(file);
        m_open.insert(m_open.end(), shard.m_open.begin(), shard.m_open.end());
    }
}

Result<Weights> Weights::open(const fs::path& folderOrFile) {
    return capture([&] {
        Weights weights;
        if (!fs::exists(folderOrFile)) failNotFound("there is no such model", folderOrFile.string());
        const fs::path file = fs::is_directory(folderOrFile) ? findWeights(folderOrFile) : folderOrFile;
        if (file.empty())
            failNotFound("the model folder has no weights that are read here", folderOrFile.string(),
                         std::string("read are ") + kFormats);
        if (file.extension() == ".json")
            weights.addShards(file);
        else
            weights.add(file);
        return weights;
    });
}

std::string Weights::where(const std::string& name) const {
    return path().string() + ", tensor " + printable(name);
}

std::int64_t Weights::storedElements() const {
    std::vector<const StoredTensor*> tensors;
    for (const auto& [name, tensor] : m_tensors)
        if (isFloatingPoint(tensor.type)) tensors.push_back(&tensor);
    std::sort(tensors.begin(), tensors.end(), [](const StoredTensor* a, const StoredTensor* b) {
        return std::less<>()(a->bytes.data(), b->bytes.data());
    });
    const std::uint8_t* counted = nullptr; // up to here
    std::size_t count = 0;
    for (const StoredTensor* tensor : tensors) {
        const std::uint8_t *begin = std::max(tensor->bytes.data(), counted),
                           *end = tensor->bytes.data() + tensor->bytes.size();
        if (begin >= end) continue;
        count += static_cast<std::size_t>(end - begin) / elementSize(tensor->type) * blockElements(tensor->type);
        counted = end;
    }
    return static_cast<std::int64_t>(count);
}

}
