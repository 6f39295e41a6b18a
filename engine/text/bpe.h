// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/merge_table.h"
#include "engine/text/token_model.h"
#include "engine/text/vocabulary.h"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier {

struct BpeOptions {
    std::optional<std::string> unknownToken {}; ///< none: unknown characters vanish
    std::string continuingPrefix {}, endOfWordSuffix {};
    bool fuseUnknown = false; ///< neighbouring unknown characters make one token
    bool byteFallback = false; ///< unknown characters become tokens <0x00> … <0xFF>
    bool ignoreMerges = false; ///< a piece that is a token as a whole stays one
};

/// Two tokens that merge, by their texts; the earlier in the list, the sooner.
using BpeMerges = std::vector<std::pair<std::string, std::string>>;

/// Byte pair encoding (Sennrich et al. 2016): characters are merged, the pair of the lowest rank first. A piece of n
/// characters takes n log n steps.
class Bpe final : public TokenModel {
public:
    /// Throws Exception, naming `where`, where a merge's tokens are not in the vocabulary.
    Bpe(Vocabulary vocabulary, const BpeMerges& merges, BpeOptions options, const std::string& where);

    void tokenize(std::string_view piece, std::vector<ModelToken>& out) const override;
    std::string token(std::int32_t id) const override;
    std::optional<std::int32_t> id(std::string_view token) const override { return m_vocabulary.id(token); }
    std::int64_t vocabularySize() const override { return m_vocabulary.size(); }
    std::optional<std::int32_t> unknownId() const override;
    std::string kind() const override { return "byte_pair"; }

    /// Whether each byte has a token of its own (in the alphabet of byte-level BPE), so that tokenizeBytes works.
    bool coversBytes() const { return m_coversBytes; }
    /// Appends the ids of a word given as its bytes rather than as the characters that stand for them.
    void tokenizeBytes(std::string_view bytes, std::vector<std::int32_t>& ids) const;

private:
    struct Symbol {
        std::int32_t id;
        std::uint32_t bytes;
    };
    void addMerges(const BpeMerges& merges, const std::string& where);
    void prepareBytes();
    std::int32_t requiredId(const std::string& token, const std::string& where) const;
    std::optional<std::int32_t> characterId(std::string_view character, bool first, bool last) const;
    bool addFallback(std::string_view character, bool first, bool last, std::vector<Symbol>& symbols) const;
    void addCharacters(std::string_view piece, std::vector<Symbol>& symbols) const;
    void merge(std::vector<Symbol>& symbols) const;
    void mergeShort(std::vector<Symbol>& symbols) const;
    void mergeLong(std::vector<Symbol>& symbols) const;

    Vocabulary m_vocabulary;
    BpeOptions m_options;
    MergeTable m_merges;
    std::array<std::int32_t, 256> m_fallback {}; ///< of <0x00> … ; -1: none
    std::array<std::int32_t, 256> m_byteIds {};
    bool m_coversBytes = false;
    std::unordered_map<std::string, std::int32_t> m_byBytes; ///< whole tokens as bytes, with ignoreMerges
};

}
