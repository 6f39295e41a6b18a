// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/weights.h"
#include "engine/models/config.h"

#include <ATen/core/Tensor.h>

namespace espalier {

/// Copies a checkpoint's tensor of the same shape into a float32 tensor on the CPU, converting it; `where` is for errors.
void copyWeights(const StoredTensor& source, const at::Tensor& target, const std::string& where);

/// Refuses a config.json whose sizes ask for far more memory than the weights could fill. Throws Exception.
void checkSizes(const ModelConfig& config, const Weights& weights);

}
