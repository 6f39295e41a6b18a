// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/table.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace espalier::kernels {

/// One place of a network that drops elements, in one step. The mask is Philox4x32-10 of (seed, step, site, row,
/// column) and nothing else: the same on any number of threads, made again in backward, and exact on resume.
struct Dropout {
    double rate = 0; ///< share that is dropped, to 1/65536; 0: none
    std::uint64_t seed = 0;
    std::uint32_t step = 0, site = 0;
    /// Rows of the mask to use for the tensor's rows (a layer that computes first tokens alone); null: 0, 1, 2 …
    std::shared_ptr<const std::vector<std::int32_t>> rows {};

    std::uint32_t threshold() const; ///< of 65536: a 16-bit draw below it drops
    float scale() const; ///< of what is kept: 1 / (1 − rate as rounded)
    MaskKey key() const;
    bool active() const { return threshold() > 0; }
    std::uint32_t row(std::int64_t index) const {
        return rows ? static_cast<std::uint32_t>((*rows)[static_cast<std::size_t>(index)])
                    : static_cast<std::uint32_t>(index);
    }
};

/// 64-bit words that hold the mask of a row, one bit an element, set where it is kept.
inline std::int64_t maskWords(std::int64_t columns) {
    return (columns + 63) / 64;
}

/// The mask of row `row` (already mapped by Dropout::row).
void dropoutMask(const Dropout& dropout, std::uint32_t row, std::int64_t words, std::uint64_t* mask);

}
