// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <chrono>
#include <cstdio>
#include <memory>

namespace espalier::cli {

/// Shows a run while it goes: events as JSON lines where asked for, else a progress line and the evaluations.
class RunPrinter {
public:
    /// `events`: a file, - for standard output, or empty.
    RunPrinter(Context& context, const std::string& events);
    EventSink sink();
    void write(const Json& line);               ///< an event to where events go
    void take(const RunEvent& event);           ///< shows one
    bool writesToOutput() const { return m_toOutput; }
    /// Prints the final event with --json; throws where the run failed or was interrupted.
    void end(const Result<RunRecord>& result);

private:
    void show(const RunEvent& event);
    void showStep(const StepEvent& step);

    Context& m_context;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file {nullptr, std::fclose};
    bool m_toOutput = false, m_terminal = false;
    std::int64_t m_steps = 0, m_run = 0;
    std::chrono::steady_clock::time_point m_drawn {};
    RunFinished m_finished;
    bool m_hasFinished = false;
};

Json runJson(const RunRecord& record);

}
