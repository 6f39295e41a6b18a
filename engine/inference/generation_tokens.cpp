// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/generation_tokens.h"

namespace espalier {

namespace {

std::int32_t idOf(const Json& value, const std::string& where, std::int64_t vocabulary) {
    if (!value.is_number_integer() || value.get<std::int64_t>() >= vocabulary)
        failBadInput("expected a token's id", where, "use the files that came with the model");
    // Some files mark a token that there is not with −1.
    return static_cast<std::int32_t>(std::max<std::int64_t>(value.get<std::int64_t>(), -1));
}

/// The ids of a field of either file, the first that has one.
std::vector<std::int32_t> idsOf(const std::vector<std::pair<const Json*, std::string>>& files, const char* field,
                                std::int64_t vocabulary) {
    for (const auto& [json, name] : files) {
        const auto found = json->find(field);
        if (found == json->end() || found->is_null()) continue;
        const std::string where = name + ", field " + field;
        std::vector<std::int32_t> ids;
        if (!found->is_array()) {
            ids.push_back(idOf(*found, where, vocabulary));
        } else {
            for (const Json& value : *found)
                ids.push_back(idOf(value, where, vocabulary));
        }
        std::erase_if(ids, [](std::int32_t id) { return id < 0; });
        return ids;
    }
    return {};
}

}

GenerationTokens generationTokens(const std::filesystem::path& folder, const ModelConfig& config) {
    const std::filesystem::path path = folder / "generation_config.json";
    Json own = Json::object();
    if (std::filesystem::exists(path)) {
        own = readJsonFile(path).value();
        if (!own.is_object()) failBadInput("the generation configuration is not a JSON object", path.string());
    }
    const std::vector<std::pair<const Json*, std::string>> files {{&own, path.string()},
                                                                  {&config.source, (folder / "config.json").string()}};
    const auto first = [&](const char* field) {
        const auto ids = idsOf(files, field, config.vocabularySize);
        return ids.empty() ? -1 : ids.front();
    };
    return {idsOf(files, "eos_token_id", config.vocabularySize), first("decoder_start_token_id"),
            first("bos_token_id")};
}

}
