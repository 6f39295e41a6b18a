// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/dropout_at.h"

namespace espalier {

kernels::Dropout dropoutAt(const ForwardOptions& options, double configured, int depth, int place) {
    if (!options.training || configured < 0) return {};
    return {options.dropout >= 0 ? options.dropout : configured, options.seed, static_cast<std::uint32_t>(options.step),
            static_cast<std::uint32_t>(depth * 4 + place), nullptr};
}

}
