// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/t5_decoding.h"

#include "engine/models/causal_decoding.h"
#include "engine/models/virtual_tokens.h"

#include <ATen/ops/index_select.h>
#include <c10/core/InferenceMode.h>

namespace espalier {

at::Tensor T5Decoding::start(const std::vector<DecodingPrompt>& prompts) {
    const c10::InferenceMode inference;
    const ForwardOptions options;
    std::vector<std::vector<std::int32_t>> texts, beginnings;
    std::vector<std::int64_t> lengths;
    const VirtualTokens& before = m_model.virtualTokens();
    const std::int64_t virtualCount = before.vectors.defined() ? before.count : 0;
    for (const DecodingPrompt& prompt : prompts) {
        texts.push_back(prompt.ids);
        beginnings.push_back(prompt.decoderIds);
        lengths.push_back(virtualCount + static_cast<std::int64_t>(prompt.ids.size()));
        if (prompt.ids.empty()) failBadInput("there is no token to read", "the prompt");
    }
    const PackedBatch packed
        = packTokens(texts, std::vector<std::int64_t>(texts.size()), m_model.headWeight().device()),
        batch = withVirtualTokens(packed, before, m_model.config());
    m_crossCache = m_model.decoder().makeCache();
    m_crossCache.extend(lengths);
    m_model.decoder().writeCrossKeys(m_model.encode(batch, {options, 0, sharedOffsets(batch)}), m_crossCache);
    m_cache = m_model.decoder().makeCache();
    beginCache(m_cache, std::ssize(beginnings), m_model.parameters());
    return read(beginnings);
}

at::Tensor T5Decoding::next(const std::vector<std::int32_t>& tokens) {
    std::vector<std::vector<std::int32_t>> each;
    for (const std::int32_t token : tokens)
        each.push_back({token});
    return read(each);
}

at::Tensor T5Decoding::read(const std::vector<std::vector<std::int32_t>>& tokens) {
    const c10::InferenceMode inference;
    const PackedBatch batch = extendCache(m_cache, tokens, m_model.headWeight().device());
    std::int64_t reach = 1;
    for (std::int64_t row = 0; row < m_cache.rows(); ++row)
        reach = std::max(reach, m_cache.length(row));
    const ForwardOptions options;
    const DecoderPass pass {options, 0, sharedOffsets(batch), &m_cache, compact()};
    const at::Tensor states = m_model.decode(batch, pass, reach, {{}, nullptr, &m_crossCache});
    const bool oneEach = batch.tokens() == batch.sequences();
    return pass.product(m_model.scaled(oneEach ? states : states.index_select(0, endsOf(batch))), m_model.headWeight());
}

}
