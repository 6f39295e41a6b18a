// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/causal_decoding.h"

#include "engine/models/virtual_tokens.h"

#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

namespace espalier {

PackedBatch extendCache(nn::KeyValueCache& cache, const std::vector<std::vector<std::int32_t>>& tokens,
                        const c10::Device& device, std::int64_t virtualCount) {
    std::vector<std::int64_t> counts, positions;
    for (std::size_t row = 0; row < tokens.size(); ++row) {
        const auto index = static_cast<std::int64_t>(row);
        if (tokens[row].empty()) failBadInput("there is no token to go on from", "the prompt");
        counts.push_back(virtualCount + static_cast<std::int64_t>(tokens[row].size()));
        positions.push_back(index < cache.rows() ? cache.length(index) : 0);
    }
    cache.extend(counts);
    return packTokens(tokens, positions, device);
}

at::Tensor endsOf(const PackedBatch& batch) {
    std::vector<std::int64_t> ends;
    for (std::size_t s = 1; s < batch.offsets.size(); ++s)
        ends.push_back(batch.offsets[s] - 1);
    return at::tensor(ends).to(batch.ids.device());
}

at::Tensor CausalDecoding::start(const std::vector<DecodingPrompt>& prompts) {
    m_cache = m_model.makeCache();
    std::vector<std::vector<std::int32_t>> tokens;
    for (const DecodingPrompt& prompt : prompts)
        tokens.push_back(prompt.ids);
    const c10::InferenceMode inference;
    beginCache(m_cache, std::ssize(tokens), m_model.parameters());
    // Where they are keys and values alone, the cache has them now.
    const VirtualTokens& before = m_model.virtualTokens();
    return read(tokens, before.vectors.defined() ? before : VirtualTokens {});
}

at::Tensor CausalDecoding::next(const std::vector<std::int32_t>& tokens) {
    std::vector<std::vector<std::int32_t>> each;
    for (const std::int32_t token : tokens)
        each.push_back({token});
    return read(each, {});
}

at::Tensor CausalDecoding::read(const std::vector<std::vector<std::int32_t>>& tokens, const VirtualTokens& before) {
    const c10::InferenceMode inference;
    const PackedBatch packed = extendCache(m_cache, tokens, m_model.parameters().front().value.device(), before.count);
    const PackedBatch batch = withVirtualTokens(packed, before, m_model.config());
    const ForwardOptions options;
    const DecoderPass pass {options, 0, sharedOffsets(batch), &m_cache, compact()};
    const at::Tensor states = m_model.body(batch, pass);
    const bool oneEach = batch.tokens() == batch.sequences();
    return pass.product(oneEach ? states : states.index_select(0, endsOf(batch)), m_model.headWeight());
}

}
