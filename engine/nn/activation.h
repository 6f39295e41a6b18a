// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace espalier::nn {

/// Activations by the names config.json uses.
enum class Activation { Gelu, GeluTanh, Relu, Silu, Tanh };

/// The activation called `name` there (gelu, gelu_new, relu, …); false where it is not known.
bool activationFromName(const std::string& name, Activation& activation);

at::Tensor activate(const at::Tensor& x, Activation activation);

/// activation(x + bias) for (T, n).
at::Tensor biasActivation(const at::Tensor& x, const at::Tensor& bias, Activation activation);

}
