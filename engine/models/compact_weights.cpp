// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/compact_weights.h"

#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"

namespace espalier {

at::Tensor CompactWeights::product(const at::Tensor& x, const at::Tensor& weight) {
    // A prompt's many rows are bound by arithmetic: fewer bits would save nothing.
    constexpr std::int64_t kFew = 8;
    if (x.size(0) > kFew || !kernels::usable(weight) || !weight.is_contiguous()) return nn::productOfFew(x, weight);
    const auto key = std::pair(weight.const_data_ptr(), weight.size(0));
    auto found = m_matrices.find(key);
    if (found == m_matrices.end()) found = m_matrices.emplace(key, kernels::compact(weight, m_bits)).first;
    return kernels::productOfFew(x, found->second);
}

}
