// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier::kernels {

/// Rows of x times a matrix whose weights are whole numbers of 8 or 4 bits, blocks of kCompactBlock with a scale each.
/// Four bits: byte i of a block holds weights i and i + 16, from −8 to 7 with 8 added.
constexpr std::int64_t kCompactBlock = 32;
struct CompactProduct {
    const float* x; ///< rows of `blocks`·kCompactBlock
    std::int64_t rows, blocks;
    const std::uint8_t* weights; ///< rows of blocks·kCompactBlock·bits/8 bytes
    const float* scales; ///< rows of `blocks`
    std::int64_t outputs; ///< floats from row to row of the output
    float* output;
    int bits;
};

/// output(r, o) = x(r) · weight(o) for o in [begin, end); compiled once for each instruction set, as KernelTable is.
using CompactRows = void (*)(const CompactProduct& work, std::int64_t begin, std::int64_t end);
extern const CompactRows kGenericCompactRows;
extern const CompactRows kAvx2CompactRows;

}
