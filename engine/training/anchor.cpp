// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/anchor.h"

#include <ATen/core/grad_mode.h>

namespace espalier {

Anchor::Anchor(const std::vector<ParameterGroup>& groups, double strength) : m_strength(strength) {
    if (strength == 0) return;
    for (const auto& group : groups)
        for (const auto& parameter : group.parameters)
            if (!parameter.isFresh && !parameter.isInserted)
                m_held.push_back({parameter, parameter.value.detach().clone()});
}

void Anchor::addGradients() const {
    const at::NoGradGuard noGrad;
    for (const Held& held : m_held) {
        const auto& sparse = held.parameter.sparseGradient;
        if (sparse && sparse->rows.defined()) {
            const at::Tensor moved
                = held.parameter.value.index_select(0, sparse->rows).sub_(held.start.index_select(0, sparse->rows));
            sparse->values = sparse->values.add(moved, m_strength);
        } else if (held.parameter.value.grad().defined()) {
            held.parameter.value.mutable_grad()
                = held.parameter.value.grad().add(held.parameter.value, m_strength).sub_(held.start, m_strength);
        }
    }
}

}
