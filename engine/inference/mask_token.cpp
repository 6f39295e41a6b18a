// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/mask_token.h"

#include "engine/base/json.h"

namespace espalier {

namespace {

/// "mask_token" of a settings file: a string, or an object with the token as its content. Empty: it says nothing.
std::string maskTokenIn(const std::filesystem::path& file) {
    const auto settings = readJsonFile(file);
    if (!settings || !settings->is_object()) return {};
    const auto found = settings->find("mask_token");
    if (found == settings->end()) return {};
    if (found->is_string()) return found->get<std::string>();
    const auto content = found->is_object() ? found->find("content") : Json::const_iterator {};
    return found->is_object() && content != found->end() && content->is_string() ? content->get<std::string>() : "";
}

}

std::string maskToken(const std::filesystem::path& folder, const Tokenizer& tokenizer) {
    for (const char* file : {"tokenizer_config.json", "special_tokens_map.json"})
        if (const auto token = maskTokenIn(folder / file); tokenizer.id(token)) return token;
    for (const char* token : {"[MASK]", "<mask>"})
        if (tokenizer.id(token)) return token;
    return {};
}

}
