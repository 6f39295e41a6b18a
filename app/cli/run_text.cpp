// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace espalier::cli {

Json runJson(const RunRecord& record) {
    return {{"run", record.id}, {"name", record.name}, {"status", record.status}, {"model", record.recipe.model}, {"data", record.recipe.data.train},
            {"strategy", record.recipe.strategy.kind}, {"metrics", record.metrics}, {"step", record.step}, {"steps", record.steps},
            {"best_step", record.bestStep}, {"parameters", record.parameters}, {"trainable_parameters", record.trainableParameters},
            {"train_seconds", record.trainSeconds}, {"samples_per_second", record.samplesPerSecond}, {"device", record.device},
            {"group", record.group}, {"peak_memory_bytes", record.peakMemoryBytes}, {"file_bytes", record.fileBytes},
            {"created_at", record.createdAt}, {"finished_at", record.finishedAt}, {"output", record.output}, {"error", record.error}};
}

RunPrinter::RunPrinter(Context& context, const std::string& events) : m_context(context), m_toOutput(events == "-"), m_terminal(isatty(STDERR_FILENO)) {
    if (events.empty() || m_toOutput) return;
    m_file.reset(std::fopen(events.c_str(), "w"));
    if (!m_file) fail(ErrorKind::Failed, std::string("the events can't be written: ") + std::strerror(errno), events, "choose another file for --events");
}

EventSink RunPrinter::sink() {
    return [this](const RunEvent& event) {
        write(toJson(event));
        take(event);
    };
}

void RunPrinter::take(const RunEvent& event) {
    if (const auto* started = std::get_if<RunStarted>(&event)) m_run = started->run, m_steps = started->steps;
    if (const auto* finished = std::get_if<RunFinished>(&event)) m_finished = *finished, m_hasFinished = true;
    if (!m_context.quiet) show(event);
}

void RunPrinter::showStep(const StepEvent& step) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_terminal || (now - m_drawn < std::chrono::milliseconds(100) && step.step < m_steps)) return;
    m_drawn = now;
    std::fprintf(stderr, "\rstep %lld of %lld · epoch %.2f · loss %.4f · %.0f rows/s · %.0f MB · %.0f s left\033[K", static_cast<long long>(step.step),
                 static_cast<long long>(m_steps), step.epoch, step.loss, step.samplesPerSecond, static_cast<double>(step.memoryBytes) / 1e6, step.etaSeconds);
}

void RunPrinter::show(const RunEvent& event) {
    const char* begin = m_terminal ? "\r\033[K" : "";
    if (const auto* step = std::get_if<StepEvent>(&event)) return showStep(*step);
    if (const auto* features = std::get_if<FeaturesEvent>(&event); features && m_terminal)
        std::fprintf(stderr, "\rreading the texts once: %lld of %lld\033[K", static_cast<long long>(features->done), static_cast<long long>(features->rows));
    if (const auto* started = std::get_if<RunStarted>(&event))
        std::fprintf(stderr, "%srun %lld: %lld of %lld parameters learn, %lld steps on %s\n", begin, static_cast<long long>(started->run),
                     static_cast<long long>(started->trainableParameters), static_cast<long long>(started->parameters), static_cast<long long>(started->steps), started->device.c_str());
    if (const auto* evaluation = std::get_if<EvaluationEvent>(&event)) {
        const auto& task = evaluation->task;
        std::fprintf(stderr, "%sstep %lld, %s%s%s: loss %.4f", begin, static_cast<long long>(evaluation->step), task.c_str(), task.empty() ? "" : " ",
                     evaluation->split.c_str(), evaluation->loss);
        for (const auto* name : {"f1", "precision", "recall", "accuracy", "f1_micro", "f1_macro", "mae", "r2", "spearman", "perplexity", "exact_match"})
            if (const auto found = evaluation->metrics.find(name); found != evaluation->metrics.end()) std::fprintf(stderr, ", %s %.4f", name, found->second);
        std::fprintf(stderr, "\n");
    }
    if (const auto* sample = std::get_if<SampleEvent>(&event))
        std::fprintf(stderr, "%s%s it writes: %s[…]%s\n", begin, sample->step ? "afterwards" : "before", sample->prompt.c_str(), sample->text.c_str());
    if (const auto* message = std::get_if<MessageEvent>(&event)) std::fprintf(stderr, "%s%s: %s\n", begin, message->level.c_str(), message->text.c_str());
    if (const auto* finished = std::get_if<RunFinished>(&event))
        std::fprintf(stderr, "%srun %lld %s after %.1f s of training, %.1f rows/s%s%s\n", begin, static_cast<long long>(finished->run), finished->status.c_str(),
                     finished->trainSeconds, finished->samplesPerSecond, finished->output.empty() ? "" : " → ", finished->output.c_str());
}

void RunPrinter::write(const Json& line) {
    if (m_toOutput) m_context.print(line);
    if (!m_file) return;
    const auto text = toText(line) + "\n";
    std::fwrite(text.data(), 1, text.size(), m_file.get());
    std::fflush(m_file.get());
}

void RunPrinter::end(const Result<RunRecord>& result) {
    if (!result) throw Exception(result.error());
    if (m_finished.status == "interrupted")
        fail(ErrorKind::Interrupted, "run " + std::to_string(m_run) + " was interrupted at a checkpoint", {}, "go on: espalier runs resume " + std::to_string(m_run));
    if (m_context.json && !m_toOutput) m_context.print(toJson(RunEvent(m_finished)));
    if (m_finished.status == "failed") {
        m_context.json = false;     // the final event is the one document; the error is for people
        fail(ErrorKind::Failed, m_finished.error.empty() ? "the run failed" : m_finished.error, "run " + std::to_string(m_run));
    }
}

}
