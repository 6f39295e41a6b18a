// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/parameter.h"

namespace espalier::nn {

/// y = x·Wᵀ + b.
struct Linear {
    at::Tensor weight; ///< (out, in)
    at::Tensor bias; ///< (out)
    std::shared_ptr<LinearSlot> slot {}; ///< null: nothing can be put here
    bool isExtended() const { return slot && slot->extension; }
};

/// Several products of the same input as one: the weights are row blocks of `storage`, so that one GEMM serves them
/// all.
struct FusedWeights {
    at::Tensor storage; ///< (sum of outs, in), no gradient of its own
    std::vector<at::Tensor> blocks; ///< leaves that share the storage's memory
    std::vector<std::shared_ptr<LinearSlot>> slots {}; ///< of the blocks; empty: nothing can be put here
    bool isExtended() const;
    /// The first or last blocks alone.
    FusedWeights slice(std::size_t first, std::size_t count) const;
    /// To be called where the blocks were moved to another device, or were given another's memory: that is kept where
    /// they lie in it as a fused weight's do.
    void fuseAgain();
};

/// x·Wᵀ + b for (n, in): (n, out).
at::Tensor linear(const at::Tensor& x, const Linear& layer);

/// x·Wᵀ without the bias, for where a fused kernel adds it.
at::Tensor product(const at::Tensor& x, const Linear& layer);
/// The same of a weight that has no slot.
at::Tensor product(const at::Tensor& x, const at::Tensor& weight);
/// x·[W₁; W₂ …]ᵀ: (n, sum of outs).
at::Tensor product(const at::Tensor& x, const FusedWeights& weights);

/// product() for generation: reads every weight once where x has few rows, and records nothing.
at::Tensor productOfFew(const at::Tensor& x, const at::Tensor& weight);

/// While it lives, the products of this thread multiply in `type` (bfloat16, half) and give float32; the backward pass of
/// what was recorded does likewise.
class ProductPrecision {
public:
    explicit ProductPrecision(at::ScalarType type);
    ~ProductPrecision();
    ProductPrecision(const ProductPrecision&) = delete;
    ProductPrecision& operator=(const ProductPrecision&) = delete;

private:
    at::ScalarType m_before;
};
/// What this thread's products multiply in.
at::ScalarType productPrecision();

/// True where autograd is to record an operation on these.
bool records(at::TensorList inputs);

}
