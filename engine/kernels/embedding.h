// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/norm.h"

namespace espalier::kernels {

/// word[ids] + type[types] + position[positions]: (T, hidden), float32 on the CPU; indices (T) int64. Throws on an
/// index outside its table.
at::Tensor sumEmbeddings(const at::Tensor& word, const at::Tensor& type, const at::Tensor& position,
                         const at::Tensor& ids, const at::Tensor& types, const at::Tensor& positions);

/// table[ids]: (T, columns), float32 on the CPU. Throws on an index outside the table.
at::Tensor lookUp(const at::Tensor& table, const at::Tensor& ids);

/// Rows of a gradient added up by index: the distinct indices, ascending, and a row for each. `skip` is left out.
struct RowSums {
    at::Tensor rows, values;
};
RowSums sumByIndex(const at::Tensor& gradient, const at::Tensor& indices, std::int64_t skip);

/// The sum of two such, an index of both once.
RowSums mergeRowSums(const RowSums& a, const RowSums& b);

/// x with dropout applied, and what was kept (for backward) where `mask` is given.
at::Tensor dropoutForward(const at::Tensor& x, const Dropout& dropout, at::Tensor* mask);
at::Tensor dropoutBackward(const at::Tensor& gradient, const at::Tensor& mask, float scale);

}
