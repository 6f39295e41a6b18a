// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

namespace espalier {

/// Weights as they were before something was written into them.
class KeptWeights {
public:
    /// To be called before a weight is written into; the first time counts.
    void keep(const at::Tensor& weight);
    /// Every weight is again what it was.
    void restore();

private:
    std::vector<std::pair<at::Tensor, at::Tensor>> m_weights; ///< each with its values then
};

}
