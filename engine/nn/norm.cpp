// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/norm.h"

#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/layer_norm.h>

namespace espalier::nn {

at::Tensor layerNorm(const at::Tensor& x, const LayerNorm& norm) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, norm.eps);
}

at::Tensor residualNorm(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& residual, const LayerNorm& norm,
                        const kernels::Dropout& dropout) {
    return layerNorm(residual + drop(x + bias, dropout), norm);
}

}
