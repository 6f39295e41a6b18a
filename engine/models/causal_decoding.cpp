// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/causal_decoding.h"

#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

namespace espalier {

PackedBatch extendCache(nn::KeyValueCache& cache, const std::vector<std::vector<std::int32_t>>& tokens,
                        const c10::Device& device) {
    std::vector<std::int64_t> counts, positions;
    for (std::size_t row = 0; row < tokens.size(); ++row) {
        const auto index = static_cast<std::int64_t>(row);
        if (tokens[row].empty()) failBadInput("there is no token to go on from", "the prompt");
        counts.push_back(static_cast<std::int64_t>(tokens[row].size()));
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
    return read(tokens);
}

at::Tensor CausalDecoding::next(const std::vector<std::int32_t>& tokens) {
    std::vector<std::vector<std::int32_t>> each;
    for (const std::int32_t token : tokens)
        each.push_back({token});
    return read(each);
}

at::Tensor CausalDecoding::read(const std::vector<std::vector<std::int32_t>>& tokens) {
    const c10::InferenceMode inference;
    const PackedBatch batch = extendCache(m_cache, tokens, m_model.parameters().front().value.device());
    const ForwardOptions options;
    const DecoderPass pass {options, 0, sharedOffsets(batch), &m_cache, compact()};
    const at::Tensor states = m_model.body(batch, pass);
    const bool oneEach = batch.tokens() == batch.sequences();
    return pass.product(oneEach ? states : states.index_select(0, endsOf(batch)), m_model.headWeight());
}

}
