// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/norm.h"
#include "engine/nn/parameter.h"

namespace espalier::nn {

/// Word, position and type embeddings, their sum normalised.
struct Embeddings {
    at::Tensor word, position, type; ///< (vocabulary, hidden), (positions, hidden), (types, hidden)
    LayerNorm norm;
    std::int64_t paddingRow = -1; ///< row of `word` that never learns (Transformers' padding_idx); < 0: none
    std::int64_t positionPaddingRow = -1; ///< the same of `position`
    std::shared_ptr<SparseGradient> wordGradient; ///< where word's gradient goes; null: a dense one
};

/// Indices of a packed stream, each (T) int64.
struct TokenIndices {
    at::Tensor ids, positions, types;
    at::Tensor givenRows {}, given {}; ///< (G) int64; (G, hidden) in place of word[ids] there; undefined: nowhere
};

/// dropout(LayerNorm(word[ids] + type[types] + position[positions])): (T, hidden).
at::Tensor embed(const Embeddings& embeddings, const TokenIndices& tokens, const kernels::Dropout& dropout);

/// Rows of a table by index: (T, columns). `paddingRow` never learns (< 0: none); `gradient` is where the table's goes
/// (null: a dense one). Throws on an index outside the table.
at::Tensor lookUp(const at::Tensor& table, const at::Tensor& ids, std::int64_t paddingRow = -1,
                  const std::shared_ptr<SparseGradient>& gradient = {});

}
