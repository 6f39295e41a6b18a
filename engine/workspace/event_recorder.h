// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/parts.h"

#include <chrono>

namespace espalier::workspace {

/// Throws BadInput with the first finding of validate(), if there is one.
void requireValid(const Recipe& recipe);

/// Stands between a run and its listeners: passes events on at once and writes them to the store in batches (once a second,
/// and before anything that must not be lost).
class EventRecorder {
public:
    EventRecorder(Workspace::Parts& parts, RunRecord& record, EventSink next);
    /// The engine's own final event is left to finish(), which knows where the output went.
    void record(const RunEvent& event);
    /// Writes what is left and the final event, and copies what it says into the run's row.
    void finish(const RunFinished& finished);

private:
    void flush();
    Workspace::Parts& m_parts;
    RunRecord& m_record;
    EventSink m_next;
    std::vector<RunEvent> m_pending;
    std::chrono::steady_clock::time_point m_flushed = std::chrono::steady_clock::now();
    bool m_sawStep = false;
};

}
