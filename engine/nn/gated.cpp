// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/gated.h"

#include <ATen/TensorOperators.h>

namespace espalier::nn {

at::Tensor gated(const at::Tensor& x, Activation activation) {
    const std::int64_t half = x.size(1) / 2;
    return activate(x.narrow(1, 0, half), activation) * x.narrow(1, half, half);
}

}
