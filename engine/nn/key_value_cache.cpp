// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/key_value_cache.h"

#include "engine/kernels/decoding.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/attention.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>

#include <numeric>

namespace espalier::nn {

namespace {

constexpr std::int64_t kFirstCapacity = 64;

at::Tensor grown(const at::Tensor& store, std::int64_t used, std::int64_t capacity) {
    at::Tensor larger = at::empty({capacity, store.size(1)}, store.options());
    larger.narrow(0, 0, used).copy_(store.narrow(0, 0, used));
    return larger;
}

}

KeyValueCache::KeyValueCache(std::int64_t layers, std::int64_t heads, std::int64_t size,
                             const at::TensorOptions& options)
    : m_heads(heads), m_size(size), m_options(options) {
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        m_keys.push_back(at::empty({kFirstCapacity, heads * size}, options));
        m_values.push_back(at::empty({kFirstCapacity, heads * size}, options));
    }
}

void KeyValueCache::extend(const std::vector<std::int64_t>& counts) {
    m_places.resize(counts.size());
    m_counts = counts;
    m_new = std::accumulate(counts.begin(), counts.end(), std::int64_t {0});
    m_fresh = m_used == 0;
    auto place = static_cast<std::int32_t>(m_used);
    for (std::size_t row = 0; row < counts.size(); ++row)
        for (std::int64_t i = 0; i < counts[row]; ++i)
            m_places[row].push_back(place++);
    std::int64_t capacity = m_keys.empty() ? 0 : m_keys.front().size(0);
    if (m_used + m_new > capacity) {
        capacity = std::max(2 * capacity, m_used + m_new);
        for (std::size_t layer = 0; layer < m_keys.size(); ++layer) {
            m_keys[layer] = grown(m_keys[layer], m_used, capacity);
            m_values[layer] = grown(m_values[layer], m_used, capacity);
        }
    }
    m_used += m_new;
}

void KeyValueCache::write(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values) {
    m_keys[static_cast<std::size_t>(layer)].narrow(0, m_used - m_new, m_new).copy_(keys);
    m_values[static_cast<std::size_t>(layer)].narrow(0, m_used - m_new, m_new).copy_(values);
}

void KeyValueCache::reorder(const std::vector<std::int64_t>& from) {
    std::vector<std::vector<std::int32_t>> places;
    places.reserve(from.size());
    for (const std::int64_t row : from)
        places.push_back(m_places.at(static_cast<std::size_t>(row)));
    m_places = std::move(places);
}

at::Tensor KeyValueCache::attend(const at::Tensor& queries, const Query& query) const {
    return kernels::usable(queries) ? attendByRows(queries, query) : attendPadded(queries, query);
}

at::Tensor KeyValueCache::attendByRows(const at::Tensor& queries, const Query& query) const {
    const auto layer = static_cast<std::size_t>(query.layer);
    kernels::CachedAttentionWork work {queries, m_keys[layer], m_values[layer], {}, {}, query.heads,
                                       m_heads, query.scale,   query.relative};
    for (std::size_t row = 0; row < m_places.size(); ++row) {
        const auto length = static_cast<std::int64_t>(m_places[row].size()),
                   asking = query.counts ? (*query.counts)[row] : m_counts[row];
        for (std::int64_t i = 0; i < asking; ++i) {
            work.rows.push_back(m_places[row].data());
            work.counts.push_back(query.counts ? length : length - (asking - 1 - i));
        }
    }
    return kernels::cachedAttention(work);
}

/// Off the CPU: each row's keys gathered, then the attention of any device.
at::Tensor KeyValueCache::attendPadded(const at::Tensor& queries, const Query& query) const {
    const auto layer = static_cast<std::size_t>(query.layer);
    std::vector<std::int64_t> gathered;
    std::vector<std::int32_t> queryOffsets {0}, keyOffsets {0};
    for (std::size_t row = 0; row < m_places.size(); ++row) {
        gathered.insert(gathered.end(), m_places[row].begin(), m_places[row].end());
        keyOffsets.push_back(static_cast<std::int32_t>(gathered.size()));
        queryOffsets.push_back(queryOffsets.back()
                               + static_cast<std::int32_t>((query.counts ? *query.counts : m_counts)[row]));
    }
    const at::Tensor places = at::tensor(gathered).to(queries.device());
    AttentionInputs inputs;
    inputs.queries = queries;
    inputs.keysValues = at::cat({m_keys[layer].index_select(0, places), m_values[layer].index_select(0, places)}, 1);
    inputs.layout = {std::make_shared<const std::vector<std::int32_t>>(std::move(queryOffsets)),
                     std::make_shared<const std::vector<std::int32_t>>(std::move(keyOffsets))};
    inputs.heads = query.heads;
    inputs.keyHeads = m_heads;
    inputs.headSize = m_size;
    inputs.scale = query.scale;
    inputs.causal = !query.counts;
    inputs.relative = query.relative;
    return attention(inputs);
}

}
