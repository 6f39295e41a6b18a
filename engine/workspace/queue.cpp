// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/event_recorder.h"
#include "engine/workspace/parts.h"

namespace espalier {

namespace {

bool isInterruption(const Result<RunRecord>& result) {
    return result ? result->status == "interrupted" : result.error().kind == ErrorKind::Interrupted;
}

/// Writes down what became of an item that was taken.
void settle(QueueStore queue, const QueueItem& item, const Result<RunRecord>& result) {
    if (isInterruption(result)) queue.giveBack(item.id).value();
    else if (!result) queue.fail(item.id, describe(result.error())).value();
    else if (result->status == "failed") queue.fail(item.id, result->error).value();
    else queue.finish(item.id).value();
}

}

Result<QueueItem> Workspace::enqueue(const Recipe& recipe) {
    return capture([&] {
        workspace::requireValid(recipe);
        workspace::modelFolder(*m, recipe.model);
        return m->queue().add(recipe).value();
    });
}

Result<std::vector<QueueItem>> Workspace::queue() { return m->queue().list(); }
Status Workspace::removeFromQueue(std::int64_t item) { return m->queue().remove(item); }
Status Workspace::moveInQueue(std::int64_t item, std::int64_t by) { return m->queue().move(item, by); }

Result<std::optional<QueueRun>> Workspace::runNext(const CancellationToken& token, const TrainOptions& options) {
    return capture([&]() -> std::optional<QueueRun> {
        for (;;) {
            auto item = m->queue().take().value();
            if (!item) return std::nullopt;
            const auto before = item->run > 0 ? run(item->run) : Result<RunRecord>(Error {});
            // Somebody went on with its run by hand meanwhile: then there is nothing left to do.
            if (before && (before->status == "completed" || before->status == "stopped")) {
                m->queue().finish(item->id).value();
                continue;
            }
            TrainOptions watched = options;
            watched.events = [&](const RunEvent& event) {
                if (const auto* started = std::get_if<RunStarted>(&event); started && item->run != started->run) {
                    item->run = started->run;
                    m->queue().setRun(item->id, started->run).value();
                }
                if (options.events) options.events(event);
            };
            const bool goesOn = before && before->status == "interrupted";
            if (!goesOn) item->run = 0;
            const auto result = goesOn ? resume(item->run, token, watched) : train(item->recipe, token, watched);
            settle(m->queue(), *item, result);
            if (isInterruption(result)) fail(ErrorKind::Interrupted, "the queue was interrupted; its run waits at a checkpoint", {}, "run the queue again to go on");
            QueueRun done {.item = *item, .record = {}, .error = {}};
            if (result) done.record = *result;
            else done.error = describe(result.error());
            return done;
        }
    });
}

}
