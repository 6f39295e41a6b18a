// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// Rotary positions (Su et al. 2021) for (T, width) rows that begin with `heads` heads of `size`: pairs (i, i + size/2)
/// turn by the token's angle, (T, size/2) each of cosine and sine; the other columns stay. `output` may be x itself;
/// rows may be apart. `direction` −1 turns back, which is the gradient.
void rotate(const at::Tensor& x, const at::Tensor& cosine, const at::Tensor& sine, double direction, std::int64_t heads,
            std::int64_t size, const at::Tensor& output);

}
