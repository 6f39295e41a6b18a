// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier::nn {

/// How fast the pairs of a head turn from position to position, and how that is stretched for texts longer than those
/// of pretraining. Plain values, named as config.json names them.
struct RotarySettings {
    enum class Scaling { None, Linear, Dynamic, Yarn, Llama3 };
    Scaling scaling = Scaling::None;
    std::int64_t headSize = 0; ///< even
    double theta = 10000;
    double factor = 1;
    std::int64_t maxPositions = 0; ///< Dynamic: lengths beyond it are stretched
    std::int64_t originalMaxPositions = 0; ///< Yarn, Llama3
    double attentionFactor = 1; ///< Yarn: of cosines and sines
    double betaFast = 32, betaSlow = 1; ///< Yarn
    bool truncate = true; ///< Yarn: the ramp begins and ends at whole pairs
    double lowFrequencyFactor = 1, highFrequencyFactor = 4; ///< Llama3
};

}
