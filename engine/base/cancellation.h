// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace espalier {

/// Asks long work to pause or stop. Copies share one state; work polls it at least once a step.
class CancellationToken {
public:
    /// StopAndKeep: end the run now as "stopped", keeping what was learnt. Interrupt: checkpoint, leave "interrupted".
    enum class Request { None, Pause, StopAndKeep, Interrupt };

    void request(Request request) const { m_state->store(request); }
    Request requested() const { return m_state->load(); }
    bool stopRequested() const { return requested() == Request::StopAndKeep || requested() == Request::Interrupt; }

private:
    std::shared_ptr<std::atomic<Request>> m_state = std::make_shared<std::atomic<Request>>(Request::None);
};

}
