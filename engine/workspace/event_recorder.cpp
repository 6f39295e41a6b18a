// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/event_recorder.h"

#include "engine/base/log.h"

namespace espalier::workspace {

void requireValid(const Recipe& recipe) {
    const auto findings = validate(recipe);
    if (!findings.empty()) failBadInput(findings.front().message, findings.front().field, findings.front().cure);
}

EventRecorder::EventRecorder(Workspace::Parts& parts, RunRecord& record, EventSink next) : m_parts(parts), m_record(record), m_next(std::move(next)) {}

void EventRecorder::record(const RunEvent& event) {
    if (std::holds_alternative<RunFinished>(event)) return;
    bool urgent = true;
    if (const auto* started = std::get_if<RunStarted>(&event)) {
        m_record.steps = started->steps;
        m_record.parameters = started->parameters;
        m_record.trainableParameters = started->trainableParameters;
        m_record.device = started->device;
    } else if (const auto* step = std::get_if<StepEvent>(&event)) {
        // A resumed run makes the steps after its checkpoint again.
        if (!m_sawStep) m_parts.runs().truncateEvents(m_record.id, step->step - 1).value();
        m_sawStep = true;
        m_record.step = step->step;
        urgent = false;
    }
    m_pending.push_back(event);
    if (urgent || std::chrono::steady_clock::now() - m_flushed > std::chrono::seconds(1)) flush();
    if (m_next) m_next(event);
}

void EventRecorder::finish(const RunFinished& finished) {
    flush();
    m_record.status = finished.status;
    m_record.trainSeconds = finished.trainSeconds;
    m_record.samplesPerSecond = finished.samplesPerSecond;
    m_record.bestStep = finished.bestStep;
    m_record.metrics = finished.metrics;
    m_record.error = finished.error;
    m_parts.runs().appendEvents(m_record.id, {finished}).value();
    m_parts.runs().update(m_record).value();
    if (m_next) m_next(finished);
}

void EventRecorder::flush() {
    m_flushed = std::chrono::steady_clock::now();
    // A store that is busy or full must not end the run: the events stay here for the next try.
    auto status = m_parts.runs().appendEvents(m_record.id, m_pending);
    if (status) status = m_parts.runs().update(m_record);
    if (!status) return log(LogLevel::Warning, "events are kept back: " + describe(status.error()));
    m_pending.clear();
}

}
