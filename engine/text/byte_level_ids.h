// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/bpe.h"
#include "engine/text/pipeline_spec.h"
#include "engine/text/word_cache.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// Text → ids of byte-level BPE in one pass, without offsets: finds a word's end, looks the word up, goes on.
class ByteLevelIds {
public:
    /// `model` must cover bytes. Stops soon after more than `limit` ids.
    ByteLevelIds(const Bpe& model, const ByteLevelWords& words, WordCache& cache, std::vector<std::int32_t>& ids,
                 std::size_t limit);

    /// Tokenizes one piece of well-formed text.
    void run(std::string_view text);
    bool full() const { return m_ids.size() > m_end; }

private:
    void runPiece(std::string_view text);
    void emit(std::string_view word);

    const Bpe& m_model;
    ByteLevelWords m_words;
    WordCache& m_cache;
    std::vector<std::int32_t>& m_ids;
    std::size_t m_end;
    std::string m_spaced; ///< a piece with a space before it
};

}
