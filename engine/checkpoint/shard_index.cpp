// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/shard_index.h"

#include "engine/base/json.h"
#include "engine/checkpoint/byte_reader.h"

namespace espalier {

namespace {

constexpr std::size_t kMaxBytes = 16 << 20; // an index of ten thousand tensors has 1 MB
constexpr std::size_t kMaxShards = 10'000;
constexpr const char* kHint = "the index is damaged: fetch the model again";

/// True for a path that can't lead out of the folder it is relative to.
bool staysInside(const std::string& name) {
    if (name.empty() || name.find('\0') != std::string::npos || name.find('\\') != std::string::npos) return false;
    const std::filesystem::path path(name);
    if (path.is_absolute()) return false;
    for (const auto& part : path)
        if (part == "..") return false;
    return true;
}

}

Result<ShardIndex> readShardIndex(const std::filesystem::path& path) {
    return capture([&] {
        const Json index = readJsonFile(path, kMaxBytes).value();
        const std::string where = path.string() + ", field weight_map";
        const auto map = index.is_object() ? index.find("weight_map") : index.end();
        if (map == index.end() || !map->is_object() || map->empty())
            failBadInput("the index does not say which file holds which tensor", where, kHint);
        ShardIndex shards;
        for (const auto& [tensor, file] : map->items()) {
            if (!file.is_string())
                failBadInput("the file of \"" + printable(tensor) + "\" is not a text", where, kHint);
            const auto& name = file.get_ref<const std::string&>();
            if (!staysInside(name))
                failBadInput("the file \"" + printable(name) + "\" would lie outside the model's folder", where, kHint);
            shards[name].push_back(tensor);
            if (shards.size() > kMaxShards) failBadInput("the index names more than 10000 files", where, kHint);
        }
        return shards;
    });
}

}
