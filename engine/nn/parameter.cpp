// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/parameter.h"

#include <ATen/ops/zeros_like.h>

namespace espalier::nn {

at::Tensor denseGradient(const Parameter& parameter) {
    at::Tensor gradient = parameter.value.grad();
    if (!parameter.sparseGradient || !parameter.sparseGradient->rows.defined()) return gradient;
    if (!gradient.defined()) gradient = at::zeros_like(parameter.value);
    return gradient.detach().index_add(0, parameter.sparseGradient->rows, parameter.sparseGradient->values);
}

void clearGradient(Parameter& parameter) {
    parameter.value.mutable_grad() = at::Tensor();
    if (parameter.sparseGradient) parameter.sparseGradient->clear();
}

}
