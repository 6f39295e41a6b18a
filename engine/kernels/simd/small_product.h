// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/simd/vector.h"

namespace espalier::kernels::ESPALIER_SIMD {

/// a(i, k) = data[i·row + k·column].
struct Strided {
    const float* data;
    std::int64_t row, column;
};

/// A tile of R rows and V vectors of columns, kept in registers over all of `depth`.
template <int R, int V>
ESPALIER_INLINE void productTile(std::int64_t depth, const Strided& a, const float* b, std::int64_t ldb, float* c,
                                 std::int64_t ldc, bool accumulate) {
    Floats sums[R][V];
    for (int i = 0; i < R; ++i)
        for (int j = 0; j < V; ++j)
            sums[i][j] = accumulate ? load(c + i * ldc + j * kLanes) : all(0);
    for (std::int64_t k = 0; k < depth; ++k) {
        Floats right[V];
        for (int j = 0; j < V; ++j)
            right[j] = load(b + k * ldb + j * kLanes);
        for (int i = 0; i < R; ++i) {
            const Floats left = all(a.data[i * a.row + k * a.column]);
            for (int j = 0; j < V; ++j)
                sums[i][j] = fma(left, right[j], sums[i][j]);
        }
    }
    for (int i = 0; i < R; ++i)
        for (int j = 0; j < V; ++j)
            store(c + i * ldc + j * kLanes, sums[i][j]);
}

template <int V>
inline void productColumns(std::int64_t rows, std::int64_t depth, Strided a, const float* b, std::int64_t ldb, float* c,
                           std::int64_t ldc, bool accumulate) {
    for (; rows >= 6; rows -= 6, a.data += 6 * a.row, c += 6 * ldc)
        productTile<6, V>(depth, a, b, ldb, c, ldc, accumulate);
    if (rows >= 4) {
        productTile<4, V>(depth, a, b, ldb, c, ldc, accumulate);
        rows -= 4, a.data += 4 * a.row, c += 4 * ldc;
    }
    for (; rows > 0; --rows, a.data += a.row, c += ldc)
        productTile<1, V>(depth, a, b, ldb, c, ldc, accumulate);
}

/// c (+)= a·b for small matrices: (rows, depth)·(depth, columns), columns a multiple of eight (b and c are padded).
inline void smallProduct(std::int64_t rows, std::int64_t columns, std::int64_t depth, const Strided& a, const float* b,
                         std::int64_t ldb, float* c, std::int64_t ldc, bool accumulate) {
    std::int64_t j = 0;
    for (; j + 2 * kLanes <= columns; j += 2 * kLanes)
        productColumns<2>(rows, depth, a, b + j, ldb, c + j, ldc, accumulate);
    if (j < columns) productColumns<1>(rows, depth, a, b + j, ldb, c + j, ldc, accumulate);
}

}
