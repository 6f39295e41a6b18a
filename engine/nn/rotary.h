// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/rotary_settings.h"
#include "engine/nn/sequences.h"

#include <ATen/core/Tensor.h>

namespace espalier::nn {

/// Cosine and sine of each token's angles, (T, headSize / 2); made once a pass and shared by the layers.
struct RotaryAngles {
    at::Tensor cosine, sine;
};

/// Rotary position embedding (Su et al. 2021) with the scalings of Transformers' modeling_rope_utils, computed by the
/// same operations in the same order, since errors of a frequency grow with the position.
class Rotary {
public:
    explicit Rotary(const RotarySettings& settings);

    /// For the tokens of a packed stream at `positions`, (T) int64. A sequence's length is its last position + 1.
    RotaryAngles angles(const at::Tensor& positions, const std::vector<std::int32_t>& offsets);

private:
    at::Tensor frequencies(std::int64_t length) const;
    RotaryAngles anglesOf(const at::Tensor& positions, const at::Tensor& frequencies) const;

    RotarySettings m_settings;
    at::Tensor m_frequencies; ///< of unstretched lengths
    RotaryAngles m_table; ///< by position, for lengths that stretch nothing; grows
};

/// x with the pairs (i, i + size/2) of its first `heads` heads turned; (T, width), the other columns stay.
at::Tensor rotate(const at::Tensor& x, const RotaryAngles& angles, std::int64_t heads, std::int64_t size);

}
