// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/compact.h"

#include <map>

namespace espalier {

/// A model's weights in 8 or 4 bits, each made when generation first asks for it. The model's own stay as they are.
class CompactWeights {
public:
    explicit CompactWeights(int bits) : m_bits(bits) { }

    /// x·Wᵀ for few rows of x.
    at::Tensor product(const at::Tensor& x, const at::Tensor& weight);

private:
    int m_bits;
    /// By where the weight lies and its rows: a slice may begin where the whole does.
    std::map<std::pair<const void*, std::int64_t>, kernels::CompactMatrix> m_matrices;
};

}
