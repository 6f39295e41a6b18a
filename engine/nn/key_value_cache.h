// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/sequences.h"

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// Keys and values of all tokens that generation has read, layer by layer. A row, which is a sequence that grows, is a
/// list of places in one store: rows that begin alike share what they share, and to reorder rows moves no key.
class KeyValueCache {
public:
    /// `heads` of `size` for keys and values each.
    KeyValueCache(std::int64_t layers, std::int64_t heads, std::int64_t size, const at::TensorOptions& options);

    /// Makes room for counts[r] more tokens in row r; there are as many rows from then on.
    void extend(const std::vector<std::int64_t>& counts);
    /// Keys and values of a layer for the tokens of the last extend(), row after row, (tokens, heads·size) each.
    void write(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values);
    /// Row r goes on from where row from[r] is now.
    void reorder(const std::vector<std::int64_t>& from);

    /// True where the last extend()'s tokens are the only ones.
    bool isFresh() const { return m_fresh; }
    const std::vector<std::int64_t>& counts() const { return m_counts; } ///< of the last extend()
    std::int64_t rows() const { return static_cast<std::int64_t>(m_places.size()); }
    std::int64_t length(std::int64_t row) const {
        return static_cast<std::int64_t>(m_places[static_cast<std::size_t>(row)].size());
    }

    /// How queries (tokens, queryHeads·size) read the cache.
    struct Query {
        std::int64_t layer = 0, heads = 1;
        double scale = 1;
        at::Tensor relative {}; ///< as AttentionInputs'
        /// Tokens that each row asks with, which see the whole row; null: those of the last extend(), each of which
        /// sees what came before it.
        const std::vector<std::int64_t>* counts = nullptr;
    };
    at::Tensor attend(const at::Tensor& queries, const Query& query) const;

private:
    at::Tensor attendByRows(const at::Tensor& queries, const Query& query) const;
    at::Tensor attendPadded(const at::Tensor& queries, const Query& query) const;

    std::int64_t m_heads, m_size, m_used = 0, m_new = 0;
    at::TensorOptions m_options;
    bool m_fresh = true;
    std::vector<at::Tensor> m_keys, m_values; ///< by layer: (capacity, heads·size)
    std::vector<std::vector<std::int32_t>> m_places; ///< by row
    std::vector<std::int64_t> m_counts; ///< of the last extend()
};

}
