// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/drawing.h"

#include "engine/base/random.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace espalier {
namespace {

template <typename Draw>
at::Tensor drawn(const std::string& name, at::IntArrayRef shape, std::uint64_t seed, const Draw& draw) {
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    Random random(seed, streamOf(name));
    float* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        values[i] = static_cast<float>(draw(random));
    return tensor;
}

}

at::Tensor drawNormal(const std::string& name, at::IntArrayRef shape, double deviation, std::uint64_t seed) {
    return drawn(name, shape, seed, [&](Random& random) { return deviation * random.normal(); });
}

at::Tensor drawUniform(const std::string& name, at::IntArrayRef shape, std::uint64_t seed) {
    const double bound = 1 / std::sqrt(static_cast<double>(shape.back()));
    return drawn(name, shape, seed, [&](Random& random) { return bound * (2 * random.uniform() - 1); });
}

}
