// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/extension.h"

#include <string>
#include <vector>

namespace espalier::nn {

/// Gradient of a table of which a step reads few rows. Undefined tensors: none yet.
struct SparseGradient {
    at::Tensor rows; ///< (n) int64, ascending, each once
    at::Tensor values; ///< (n, columns) float32
    void clear() { rows = values = at::Tensor(); }
};

/// A weight under its checkpoint name. `depth`: 0 embeddings, 1 … L layers, L+1 pooler and head (for rates by layer).
struct Parameter {
    std::string name;
    at::Tensor value; ///< leaf; requiresGrad decides whether it learns
    int depth = 0;
    bool decays = true; ///< false for biases and norm weights, as Transformers' Trainer
    bool isHead = false;
    /// Where set (word embeddings on the CPU), backward adds the gradient here and leaves value.grad() undefined.
    std::shared_ptr<SparseGradient> sparseGradient {};
    bool isFresh = false; ///< drawn, not read from a file
    bool isInserted = false; ///< a strategy's own, not of the architecture: lives in a slot's extension
    // The slots of the layer that this is the weight of; null where it has none.
    std::shared_ptr<LinearSlot> linear {};
    std::shared_ptr<SublayerSlot> sublayer {}; ///< of the norm that it begins or ends with
    std::shared_ptr<AttentionSlot> attention {}; ///< of the weight that makes the values
};

/// The gradient as a tensor of the parameter's shape, wherever it is kept; undefined where there is none.
at::Tensor denseGradient(const Parameter& parameter);

/// Forgets the gradient, and its memory.
void clearGradient(Parameter& parameter);

/// Every weight of a model in a fixed order. Layers hold the same tensors, so writing in place is seen by both.
using ParameterList = std::vector<Parameter>;

}
