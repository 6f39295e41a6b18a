// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/json_fields.h"
#include "engine/text/tokenizer_class.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier {

/// The files of a model's folder that have a say in its tokenizer. Remembers which were read, and their digest.
class TokenizerFiles {
public:
    /// Reads the small ones: tokenizer_config.json, special_tokens_map.json, added_tokens.json, and from config.json
    /// which tokenizer class the model has. Throws Exception.
    explicit TokenizerFiles(std::filesystem::path folder);

    /// A file's bytes; none where it isn't there. Throws Exception where it can't be read.
    std::optional<std::string> read(const std::string& name);
    std::string pathOf(const std::string& name) const { return (m_folder / name).string(); }

    const Json& config() const { return m_config; } ///< tokenizer_config.json, or an empty object
    const Json& specialTokensMap() const { return m_specialTokensMap; }
    const Json& addedTokens() const { return m_addedTokens; }
    /// The class that Transformers' AutoTokenizer takes. Any but File takes only the vocabulary, the added tokens and
    /// at times the post-processor from tokenizer.json, all else from tokenizer_config.json.
    TokenizerClass kind() const { return m_kind; }
    /// Sets the class where the files themselves show that the named one won't do.
    void take(TokenizerClass kind) { m_kind = kind; }

    const std::vector<std::string>& names() const { return m_names; }
    std::string fingerprint() const;

private:
    Json readObject(const std::string& name);
    std::string findClass() const;

    std::filesystem::path m_folder;
    Json m_config, m_specialTokensMap, m_addedTokens;
    std::string m_class, m_digests;
    TokenizerClass m_kind = TokenizerClass::File;
    std::vector<std::string> m_names;
};

}
