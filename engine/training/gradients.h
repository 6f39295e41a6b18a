// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Lets go of every gradient, so that the next backward pass makes new ones.
void releaseGradients(std::vector<ParameterGroup>& groups);

/// The gradient that there is of a parameter (rows of a table that were touched); undefined: none.
at::Tensor gradientOf(const nn::Parameter& parameter);

/// L2 norm of some tensors taken together.
double jointNorm(const std::vector<at::Tensor>& tensors);

/// L2 norm over all gradients.
double gradientNorm(const std::vector<ParameterGroup>& groups);

/// Multiplies every gradient.
void scaleGradients(std::vector<ParameterGroup>& groups, double factor);

/// What gradients of norm `norm` are to be multiplied by so that it is at most `maximum` (0: any), as torch's clip_grad_norm_.
double clippingScale(double norm, double maximum);

}
