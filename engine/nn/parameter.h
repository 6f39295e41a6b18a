// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace espalier::nn {

/// A weight under its checkpoint name. `depth`: 0 embeddings, 1 … L layers, L+1 pooler and head (for rates by layer).
struct Parameter {
    std::string name;
    at::Tensor value;       ///< leaf; requiresGrad decides whether it learns
    int depth = 0;
    bool decays = true;     ///< false for biases and norm weights, as Transformers' Trainer
    bool isHead = false;
};

/// Every weight of a model in a fixed order. Layers hold the same tensors, so writing in place is seen by both.
using ParameterList = std::vector<Parameter>;

}
