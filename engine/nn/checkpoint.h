// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace espalier::nn {

/// Part of a network as a function of every tensor that it reads and that has a gradient to go on to; weights it may
/// read besides. Asked again, it must compute the same.
using Recomputable = std::function<at::Tensor(const std::vector<at::Tensor>&)>;

/// part(inputs), of which the graph keeps the inputs alone: what lies between is computed again going backward (Chen et
/// al. 2016, gradient checkpointing). Loss and gradients are those of part(inputs) itself.
at::Tensor checkpointed(Recomputable part, const std::vector<at::Tensor>& inputs);

}
