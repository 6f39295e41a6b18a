// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer_files.h"

#include "engine/base/file.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier {

namespace {

constexpr std::uint64_t kMaxFileBytes = 256ull << 20;

/// Transformers' classes that are BertTokenizer under another name.
constexpr std::array kBertClasses {"BertTokenizer",       "DistilBertTokenizer",  "ElectraTokenizer",
                                   "MobileBertTokenizer", "SqueezeBertTokenizer", "LayoutLMTokenizer"};
/// Model types whose tokenizer is BertTokenizer where no file names a class.
constexpr std::array kBertModelTypes {"align",      "bert",          "blip",
                                      "bros",       "chinese_clip",  "convbert",
                                      "distilbert", "electra",       "ernie",
                                      "flava",      "git",           "grounding-dino",
                                      "layoutlm",   "megatron-bert", "mm-grounding-dino",
                                      "nezha",      "nomic_bert",    "qdqbert",
                                      "realm",      "retribert",     "squeezebert",
                                      "tvp",        "vilt",          "visual_bert",
                                      "mobilebert"};

template <std::size_t Count>
bool contains(const std::array<const char*, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}

TokenizerFiles::TokenizerFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {
    m_config = readObject("tokenizer_config.json");
    m_specialTokensMap = readObject("special_tokens_map.json");
    m_addedTokens = readObject("added_tokens.json");
    m_class = findClass();
    if (m_class.ends_with("Fast") && m_class != "PreTrainedTokenizerFast") m_class.resize(m_class.size() - 4);
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
    if (const auto named = JsonFields(m_config, pathOf("tokenizer_config.json")).string("tokenizer_class"))
        return *named;
    const std::filesystem::path path = m_folder / "config.json";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return {};
    const Json model = readJsonFile(path).value();
    const JsonFields fields(model, path.string());
    if (const auto named = fields.string("tokenizer_class")) return *named;
    return contains(kBertModelTypes, fields.string("model_type", "")) ? "BertTokenizer" : std::string();
}

bool TokenizerFiles::isBertClass() const {
    return contains(kBertClasses, m_class);
}

std::string TokenizerFiles::fingerprint() const {
    return sha256(m_digests + m_class);
}

}
