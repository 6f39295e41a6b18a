// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_files.h"

#include "engine/base/file.h"

namespace espalier {

namespace {

constexpr std::uint64_t kMaxFileBytes = 256ull << 20;

}

TokenizerFiles::TokenizerFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {
    m_config = readObject("tokenizer_config.json");
    m_specialTokensMap = readObject("special_tokens_map.json");
    m_addedTokens = readObject("added_tokens.json");
    m_class = findClass();
    m_kind = tokenizerClassOf(m_class);
}

std::optional<std::string> TokenizerFiles::read(const std::string& name) {
    std::error_code ignored;
    if (!std::filesystem::exists(m_folder / name, ignored)) return std::nullopt;
    std::string bytes = readFile(m_folder / name, kMaxFileBytes).value();
    m_names.push_back(name);
    m_digests += name + ' ' + sha256(bytes) + '\n';
    return bytes;
}

Json TokenizerFiles::readObject(const std::string& name) {
    const auto bytes = read(name);
    if (!bytes) return Json::object();
    Json json = parseJson(*bytes, pathOf(name)).value();
    return JsonFields(json, pathOf(name)).json();
}

std::string TokenizerFiles::findClass() const {
    auto named = JsonFields(m_config, pathOf("tokenizer_config.json")).string("tokenizer_class");
    const std::filesystem::path path = m_folder / "config.json";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return named.value_or("");
    const Json model = readJsonFile(path).value();
    const JsonFields fields(model, path.string());
    if (!named) named = fields.string("tokenizer_class");
    const std::string type = fields.string("model_type", "");
    if (usesFilePipeline(type)) return {};
    return named ? *named : std::string(classOfModelType(type));
}

std::string TokenizerFiles::fingerprint() const {
    return sha256(m_digests + m_class);
}

}
