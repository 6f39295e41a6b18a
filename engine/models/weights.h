// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/safetensors.h"
#include "engine/models/config.h"

#include <ATen/core/Tensor.h>

namespace espalier {

/// Copies a file's tensor of the same shape into a float32 tensor, converting F64, F16 and BF16; `where` is for errors.
void copyWeights(const TensorView& source, const at::Tensor& target, const std::string& where);

/// Refuses a config.json whose sizes ask for far more memory than the weights file could fill. Throws Exception.
void checkSizes(const ModelConfig& config, const SafetensorsFile& file);

}
