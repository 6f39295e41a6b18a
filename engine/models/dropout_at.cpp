// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/dropout_at.h"

namespace espalier {

kernels::Dropout dropoutAt(const ForwardOptions& options, double configured, int depth, int place) {
    if (!options.training || configured < 0) return {};
    return {options.dropout >= 0 ? options.dropout : configured, options.seed, static_cast<std::uint32_t>(options.step),
            static_cast<std::uint32_t>(depth * 4 + place), nullptr};
}

bool dropsLayer(const ForwardOptions& options, int number) {
    if (!options.training || options.layerDrop <= 0) return false;
    // Layers have a mask row of their own at a place that no dropout has.
    constexpr std::uint32_t kLayers = 1u << 30;
    const kernels::Dropout draw {options.layerDrop, options.seed, static_cast<std::uint32_t>(options.step), kLayers, nullptr};
    std::uint64_t kept = 0;
    kernels::dropoutMask(draw, static_cast<std::uint32_t>(number), 1, &kept);
    return (kept & 1) == 0;
}

}
