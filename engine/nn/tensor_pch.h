// SPDX-License-Identifier: GPL-3.0-or-later
// The one precompiled header of the tensor tier: the tensor, autograd's Function, and the library headers met
// everywhere. Kept narrow on purpose: torch/torch.h would double it and slow every file down (docs/architecture.md).
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>
