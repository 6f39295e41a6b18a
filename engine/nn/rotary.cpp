// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/rotary.h"

#include "engine/kernels/parallel.h"
#include "engine/kernels/rotary.h"
#include "engine/nn/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/reciprocal.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/where.h>

#include <cmath>
#include <numbers>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Scaling = RotarySettings::Scaling;

/// theta^(2i / size): how many positions a pair takes for a radian.
at::Tensor wavelengths(double theta, std::int64_t size) {
    const at::Tensor even = at::arange(0, size, 2, at::TensorOptions(at::kLong)).to(at::kFloat);
    return at::pow(theta, even / static_cast<double>(size));
}

/// YaRN (Peng et al. 2023): quick pairs turn as in pretraining, slow ones `factor` times slower, a ramp between.
at::Tensor yarnFrequencies(const RotarySettings& s) {
    const at::Tensor lengths = wavelengths(s.theta, s.headSize);
    const auto size = static_cast<double>(s.headSize);
    const auto pairAt = [&](double rotations) {
        return size * std::log(static_cast<double>(s.originalMaxPositions) / (rotations * 2 * std::numbers::pi))
            / (2 * std::log(s.theta));
    };
    double low = pairAt(s.betaFast), high = pairAt(s.betaSlow);
    if (s.truncate) low = std::floor(low), high = std::ceil(high);
    low = std::max(low, 0.0), high = std::min(high, size - 1);
    if (low == high) high += 0.001;
    const at::Tensor pairs = at::arange(s.headSize / 2, at::TensorOptions(at::kFloat));
    const at::Tensor quick = 1 - ((pairs - low) / (high - low)).clamp(0, 1);
    return at::reciprocal(lengths * s.factor) * (1 - quick) + at::reciprocal(lengths) * quick;
}

/// Llama 3's: by wavelength, against the length of pretraining.
at::Tensor llama3Frequencies(const RotarySettings& s) {
    const at::Tensor plain = at::reciprocal(wavelengths(s.theta, s.headSize));
    const auto original = static_cast<double>(s.originalMaxPositions);
    const double longest = original / s.lowFrequencyFactor, shortest = original / s.highFrequencyFactor;
    const at::Tensor wave = at::reciprocal(plain) * (2 * std::numbers::pi);
    const at::Tensor stretched = at::where(wave > longest, plain / s.factor, plain);
    const at::Tensor smooth
        = (at::reciprocal(wave) * original - s.lowFrequencyFactor) / (s.highFrequencyFactor - s.lowFrequencyFactor);
    const at::Tensor between = (1 - smooth) * stretched / s.factor + smooth * stretched;
    return at::where((wave < shortest).logical_not() & (wave > longest).logical_not(), between, stretched);
}

struct RotateFunction : torch::autograd::Function<RotateFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const RotaryAngles& angles, std::int64_t heads,
                              std::int64_t size) {
        ctx->save_for_backward({angles.cosine, angles.sine});
        ctx->saved_data["heads"] = heads;
        ctx->saved_data["size"] = size;
        at::Tensor output = at::empty_like(x);
        kernels::rotate(x, angles.cosine, angles.sine, 1, heads, size, output);
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const at::Tensor gradient = gradients[0].contiguous(), output = at::empty_like(gradient);
        kernels::rotate(gradient, saved[0], saved[1], -1, ctx->saved_data["heads"].toInt(),
                        ctx->saved_data["size"].toInt(), output);
        return {output, {}, {}, {}};
    }
};

}

Rotary::Rotary(const RotarySettings& settings) : m_settings(settings) {
    m_frequencies = frequencies(settings.maxPositions);
}

at::Tensor Rotary::frequencies(std::int64_t length) const {
    const RotarySettings& s = m_settings;
    switch (s.scaling) {
    case Scaling::Linear:
        return at::reciprocal(wavelengths(s.theta, s.headSize)) / s.factor;
    case Scaling::Dynamic: {
        const auto most = static_cast<double>(s.maxPositions), size = static_cast<double>(s.headSize);
        const double stretch = s.factor * static_cast<double>(length) / most - (s.factor - 1);
        return at::reciprocal(wavelengths(s.theta * std::pow(stretch, size / (size - 2)), s.headSize));
    }
    case Scaling::Yarn:
        return yarnFrequencies(s);
    case Scaling::Llama3:
        return llama3Frequencies(s);
    case Scaling::None:
        break;
    }
    return at::reciprocal(wavelengths(s.theta, s.headSize));
}

RotaryAngles Rotary::anglesOf(const at::Tensor& positions, const at::Tensor& frequencies) const {
    const at::Tensor angle = positions.unsqueeze(1).to(at::kFloat) * frequencies;
    if (m_settings.attentionFactor == 1) return {at::cos(angle), at::sin(angle)};
    return {at::cos(angle) * m_settings.attentionFactor, at::sin(angle) * m_settings.attentionFactor};
}

RotaryAngles Rotary::angles(const at::Tensor& positions, const std::vector<std::int32_t>& offsets) {
    const at::Tensor places = positions.cpu();
    std::int64_t longest = 0;
    for (std::int64_t i = 0; i < places.numel(); ++i)
        longest = std::max(longest, places.const_data_ptr<std::int64_t>()[i] + 1);
    if (m_settings.scaling == Scaling::Dynamic && longest > m_settings.maxPositions) {
        std::vector<at::Tensor> cosines, sines;
        for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
            if (offsets[s + 1] == offsets[s]) continue;
            const at::Tensor own = places.narrow(0, offsets[s], offsets[s + 1] - offsets[s]);
            const std::int64_t length = own.const_data_ptr<std::int64_t>()[own.numel() - 1] + 1;
            const RotaryAngles part
                = anglesOf(own, length > m_settings.maxPositions ? frequencies(length) : m_frequencies);
            cosines.push_back(part.cosine);
            sines.push_back(part.sine);
        }
        return {at::cat(cosines).to(positions.device()), at::cat(sines).to(positions.device())};
    }
    if (!m_table.cosine.defined() || m_table.cosine.size(0) < longest) {
        const std::int64_t rows = m_table.cosine.defined() ? std::max(longest, 2 * m_table.cosine.size(0)) : longest;
        m_table = anglesOf(at::arange(rows, at::TensorOptions(at::kLong)), m_frequencies);
    }
    return {m_table.cosine.index_select(0, places).to(positions.device()),
            m_table.sine.index_select(0, places).to(positions.device())};
}

at::Tensor rotate(const at::Tensor& x, const RotaryAngles& angles, std::int64_t heads, std::int64_t size) {
    if (!kernels::usable(x)) {
        const std::int64_t turned = heads * size, half = size / 2;
        const at::Tensor pairs = x.narrow(1, 0, turned).view({-1, heads, 2, half});
        const at::Tensor a = pairs.select(2, 0), b = pairs.select(2, 1);
        const at::Tensor cosine = angles.cosine.to(x.scalar_type()).unsqueeze(1),
                         sine = angles.sine.to(x.scalar_type()).unsqueeze(1);
        const at::Tensor first = a * cosine - b * sine, second = b * cosine + a * sine;
        return at::cat({at::cat({first, second}, 2).view({-1, turned}), x.narrow(1, turned, x.size(1) - turned)}, 1);
    }
    const at::Tensor rows = x.contiguous();
    if (records({rows})) return RotateFunction::apply(rows, angles, heads, size);
    at::Tensor output = at::empty_like(rows);
    kernels::rotate(rows, angles.cosine, angles.sine, 1, heads, size, output);
    return output;
}

}
