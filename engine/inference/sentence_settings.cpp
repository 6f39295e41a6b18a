// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/sentence_settings.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

namespace fs = std::filesystem;

/// The order in which vectors are laid end to end, and the names of older files for them.
constexpr std::array<std::pair<const char*, const char*>, 6> kModes {{
    {"cls", "pooling_mode_cls_token"},
    {"max", "pooling_mode_max_tokens"},
    {"mean", "pooling_mode_mean_tokens"},
    {"mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"},
    {"weightedmean", "pooling_mode_weightedmean_tokens"},
    {"lasttoken", "pooling_mode_lasttoken"},
}};

Json readObject(const fs::path& file) {
    Json json = readJsonFile(file).value();
    if (!json.is_object())
        failBadInput("there is no object in it", file.string(), "use the file that came with the model");
    return json;
}

std::vector<std::string> poolingModes(const fs::path& file) {
    const Json json = readObject(file);
    std::vector<std::string> modes;
    if (const auto named = json.find("pooling_mode"); named != json.end()) {
        for (const Json& mode : named->is_array() ? *named : Json::array({*named}))
            modes.push_back(mode.is_string() ? mode.get<std::string>() : mode.dump());
    } else {
        for (const auto& [mode, key] : kModes)
            if (json.value(key, Json()) == Json(true)) modes.emplace_back(mode);
    }
    for (const std::string& mode : modes)
        if (std::none_of(kModes.begin(), kModes.end(), [&](const auto& known) { return mode == known.first; }))
            failBadInput("unknown way of pooling '" + mode + "'", file.string(),
                         "known are cls, max, mean, mean_sqrt_len_tokens, weightedmean and lasttoken");
    return modes.empty() ? std::vector<std::string> {"mean"} : modes;
}

void readTransformer(const fs::path& file, SentenceSettings& settings) {
    std::error_code code;
    if (!fs::exists(file, code)) return;
    const Json json = readObject(file);
    if (const auto length = json.find("max_seq_length"); length != json.end() && length->is_number_integer())
        settings.maxLength = std::max<std::int64_t>(0, length->get<std::int64_t>());
    settings.lowersCase = json.value("do_lower_case", Json()) == Json(true);
}

}

SentenceSettings sentenceSettings(const fs::path& folder) {
    SentenceSettings settings;
    const fs::path file = folder / "modules.json";
    std::error_code code;
    if (!fs::exists(file, code)) return settings;
    const Json modules = readJsonFile(file).value();
    for (const Json& module : modules) {
        const std::string type = module.is_object() ? module.value("type", "") : "";
        const std::string path = module.is_object() ? module.value("path", "") : "";
        if (type.ends_with(".Transformer"))
            readTransformer(folder / path / "sentence_bert_config.json", settings);
        else if (type.ends_with(".Pooling"))
            settings.pooling = poolingModes(folder / path / "config.json");
        else if (type.ends_with(".Normalize"))
            settings.normalizes = true;
        else
            failBadInput("a step '" + type + "' after the model is not supported", file.string(),
                         "supported are Transformer, Pooling and Normalize");
    }
    return settings;
}

}
