// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier {

/// Tokens of one text (or pair), special tokens included.
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<std::int32_t> typeIds; ///< 0 for the first text, 1 for its pair
    std::vector<std::pair<std::int32_t, std::int32_t>> offsets; ///< Unicode code points [start, end) in the own text
    std::vector<std::int32_t> wordIds; ///< -1 for special tokens
    bool truncated = false;
};

/// Which text of a pair loses tokens where both together are too long.
enum class TruncationStrategy {
    LongestFirst,
    OnlyFirst,
    OnlySecond ///< an error for a single text that is too long
};

struct EncodeOptions {
    /// Longest result, special tokens included (they always stay, so no result is shorter than they are); 0: unlimited,
    /// as Transformers' tokenizers are until told to truncate, whatever tokenizer.json's truncation section says.
    std::int64_t maxLength = 0;
    bool addSpecialTokens = true;
    bool truncate = true; ///< false: ignore any limit
    TruncationStrategy strategy = TruncationStrategy::LongestFirst;
};

/// Text → ids exactly as the model's own tokenizer. Immutable, so one object serves every thread.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    virtual Encoding encode(std::string_view text, const EncodeOptions& options = {}) const = 0;
    virtual Encoding encodePair(std::string_view text, std::string_view pair,
                                const EncodeOptions& options = {}) const = 0;
    /// Ids alone, appended to `ids` (the fast path: no offsets); returns whether the text was cut.
    virtual bool encodeIds(std::string_view text, std::vector<std::int32_t>& ids,
                           const EncodeOptions& options = {}) const = 0;

    virtual std::string decode(const std::vector<std::int32_t>& ids, bool skipSpecialTokens = true) const = 0;
    /// The text of tokens, by the tokenizer's decoder alone, as convert_tokens_to_string; joined by blanks where there
    /// is no decoder.
    virtual std::string joinTokens(const std::vector<std::string>& tokens) const;
    /// The token's text as the vocabulary holds it (an added token that is looked for in normalized text: its normal
    /// form); empty for an id that is not there.
    virtual std::string token(std::int32_t id) const = 0;
    virtual std::optional<std::int32_t> id(std::string_view token) const = 0;

    /// wordpiece, byte_pair, unigram or word_level
    virtual std::string kind() const = 0;
    virtual std::int64_t vocabularySize() const = 0;
    virtual std::int32_t padId() const = 0;
    virtual std::optional<std::int32_t> unknownId() const = 0;
    /// Fingerprint of what decides the ids, for caches.
    virtual std::string fingerprint() const = 0;
    /// File names in the model's folder that a copy of this tokenizer needs.
    virtual std::vector<std::string> files() const = 0;
};

/// Loads a model folder's tokenizer.json (with tokenizer_config.json and the like), vocab.json with merges.txt,
/// vocab.txt, SentencePiece model or only .gguf, whichever comes first; or that of a .gguf file. The result is what
/// Transformers' AutoTokenizer makes of the same files.
Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& path);

/// Encodes many texts on `threads` threads; the result is in the order of the input.
std::vector<Encoding> encodeBatch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                  const EncodeOptions& options, int threads);
/// As encodeBatch, ids alone.
std::vector<std::vector<std::int32_t>> encodeIdsBatch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                                      const EncodeOptions& options, int threads);

}
