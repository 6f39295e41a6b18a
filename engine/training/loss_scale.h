// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier {

/// The factor on a loss whose gradients are 16-bit floats, so that small ones are not lost (Micikevicius et al. 2018): halved
/// where a gradient is too large for them, doubled after 2,000 steps without that, as torch's GradScaler. A step that was
/// too large is computed again, so that none is left out.
class LossScale {
public:
    struct State {
        double factor = 65536;
        std::int64_t goodSteps = 0;
    };
    explicit LossScale(bool isOn) : m_isOn(isOn) { }
    bool isOn() const { return m_isOn; }
    double factor() const { return m_isOn ? m_state.factor : 1; }
    void sawGoodStep() {
        if (++m_state.goodSteps < kStepsToDouble) return;
        m_state = {m_state.factor * 2, 0};
    }
    /// False where there is nothing left to halve.
    bool shrink() {
        if (m_state.factor <= 1) return false;
        m_state = {m_state.factor / 2, 0};
        return true;
    }
    const State& state() const { return m_state; }
    void restore(const State& state) { m_state = state; }

private:
    static constexpr std::int64_t kStepsToDouble = 2000;
    bool m_isOn;
    State m_state;
};

}
