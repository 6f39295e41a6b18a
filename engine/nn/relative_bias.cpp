// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/relative_bias.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/log.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace espalier::nn {

namespace {

/// Half of the buckets hold one distance each, the others reach to maxDistance in steps that grow by a factor. By the
/// operations that Transformers uses: at some distances a rounding decides the bucket.
at::Tensor bucketsOf(at::Tensor distance, std::int64_t buckets, const RelativeBias& bias) {
    at::Tensor first = at::zeros_like(distance);
    if (bias.bidirectional) {
        buckets /= 2;
        first = (distance > 0).to(at::kLong) * buckets;
        distance = distance.abs();
    } else {
        distance = -distance.clamp_max(0);
    }
    const std::int64_t exact = buckets / 2;
    const double growth = std::log(static_cast<double>(bias.maxDistance) / static_cast<double>(exact));
    const at::Tensor steps
        = (at::log(distance.to(at::kFloat) / exact) / growth * (buckets - exact)).to(at::kLong) + exact;
    return first + at::where(distance < exact, distance, steps.clamp_max(buckets - 1));
}

}

at::Tensor relativeScores(const RelativeBias& bias, std::int64_t reach) {
    const at::Tensor distance = at::arange(-reach, reach + 1, at::TensorOptions(at::kLong));
    const at::Tensor buckets = bucketsOf(distance, bias.weight.size(0), bias);
    return bias.weight.index_select(0, buckets.to(bias.weight.device())).t().contiguous();
}

}
