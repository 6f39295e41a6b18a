// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/compact_weights.h"
#include "engine/models/model.h"

namespace espalier {

/// What a row of generation begins with.
struct DecodingPrompt {
    std::vector<std::int32_t> ids; ///< an encoder–decoder's encoder reads them
    std::vector<std::int32_t> decoderIds {}; ///< what its decoder reads, start token included
};

/// Generation with a key/value cache: rows are sequences that grow by a token a step. Made by Model::decoding(), which
/// must outlive it and keep its weights as they are.
class Decoding {
public:
    virtual ~Decoding() = default;

    /// Begins anew with a row for each prompt: logits (rows, vocabulary) of what comes next.
    virtual at::Tensor start(const std::vector<DecodingPrompt>& prompts) = 0;
    /// Every row reads one token more: logits (rows, vocabulary).
    virtual at::Tensor next(const std::vector<std::int32_t>& tokens) = 0;
    /// Row r goes on from where row from[r] is now; there may be more or fewer rows than before. Copies no key.
    virtual void reorder(const std::vector<std::int64_t>& from) = 0;

    /// From now on computes with weights of 8 or 4 bits, where the device is the CPU.
    void useBits(int bits) { m_compact = std::make_unique<CompactWeights>(bits); }

protected:
    CompactWeights* compact() const { return m_compact.get(); }

private:
    std::unique_ptr<CompactWeights> m_compact;
};

/// Sequences of tokens laid end to end, each at positions from `positions[i]` on.
PackedBatch packTokens(const std::vector<std::vector<std::int32_t>>& sequences,
                       const std::vector<std::int64_t>& positions, const c10::Device& device);

}
