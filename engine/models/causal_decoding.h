// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/decoder.h"
#include "engine/models/decoding.h"

namespace espalier {

/// Generation with a decoder alone.
class CausalDecoding : public Decoding {
public:
    explicit CausalDecoding(Decoder& model) : m_model(model), m_cache(model.makeCache()) { }

    at::Tensor start(const std::vector<DecodingPrompt>& prompts) override;
    at::Tensor next(const std::vector<std::int32_t>& tokens) override;
    void reorder(const std::vector<std::int64_t>& from) override { m_cache.reorder(from); }

private:
    /// `before`: what stands before each of the sequences.
    at::Tensor read(const std::vector<std::vector<std::int32_t>>& tokens, const VirtualTokens& before);

    Decoder& m_model;
    nn::KeyValueCache m_cache;
};

/// Makes room in the cache for the tokens, and for `virtualCount` more before each sequence; packs the tokens at the
/// positions where its rows end.
PackedBatch extendCache(nn::KeyValueCache& cache, const std::vector<std::vector<std::int32_t>>& tokens,
                        const c10::Device& device, std::int64_t virtualCount = 0);

/// Indices of the last token of each sequence, (S) int64.
at::Tensor endsOf(const PackedBatch& batch);

}
