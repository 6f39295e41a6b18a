// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/FunctionRef.h>

namespace espalier::kernels {

/// Rows that one piece of work takes. Fixed, so that sums over rows don't depend on the number of threads.
constexpr std::int64_t kRowChunk = 32;

/// body(begin, end) over pieces of [0, count) on torch's own threads; pieces hold at least `grain`.
void parallelFor(std::int64_t count, std::int64_t grain, c10::function_ref<void(std::int64_t, std::int64_t)> body);

/// body(begin, end) over row chunks of kRowChunk.
void overRows(std::int64_t rows, c10::function_ref<void(std::int64_t, std::int64_t)> body);

/// As overRows; body(begin, end, sums) adds to `width` sums, which are then added up chunk by chunk in order: (width).
at::Tensor sumOverRows(std::int64_t rows, std::int64_t width,
                       c10::function_ref<void(std::int64_t, std::int64_t, float*)> body);

/// Sum of the rows of (n, columns) float32, whose rows may be apart.
at::Tensor columnSums(const at::Tensor& x);

/// True where our kernels can work: float32 on the CPU.
bool usable(const at::Tensor& x);

}
