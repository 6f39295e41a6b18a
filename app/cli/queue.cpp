// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "app/cli/train_options.h"

namespace espalier::cli {

namespace {

struct QueueFlags {
    TrainFlags train;
    std::int64_t item = 0, by = 0;
    std::string events;
};

Json itemJson(const QueueItem& item) {
    return {{"item", item.id}, {"status", item.status}, {"run", item.run}, {"error", item.error}, {"created_at", item.createdAt},
            {"recipe", toJson(item.recipe)}};
}

void add(Context& context, const QueueFlags& flags) {
    const auto item = context.workspace().enqueue(flags.train.recipe(context)).value();
    context.json ? context.print(itemJson(item)) : context.note("item " + std::to_string(item.id) + " waits; `espalier queue run` begins");
}

void list(Context& context, const QueueFlags&) {
    const auto items = context.workspace().queue().value();
    if (context.json) {
        auto json = Json::array();
        for (const auto& item : items) json.push_back(itemJson(item));
        return context.print(json);
    }
    TextTable table({"item", "status", "data", "model", "strategy", "run", "error"});
    for (const auto& item : items)
        table.add({std::to_string(item.id), item.status, item.recipe.data.train, item.recipe.model, item.recipe.strategy.kind, item.run ? std::to_string(item.run) : "", item.error});
    table.print();
}

void run(Context& context, const QueueFlags& flags) {
    RunPrinter printer(context, flags.events);
    auto results = Json::array();
    std::int64_t failed = 0;
    while (const auto done = context.workspace().runNext(context.token, {.output = {}, .events = printer.sink()}).value()) {
        const bool bad = !done->error.empty() || done->record.status == "failed";
        failed += bad;
        results.push_back({{"item", done->item.id}, {"run", done->item.run}, {"status", bad ? "failed" : done->record.status},
                           {"metrics", done->record.metrics}, {"error", done->error.empty() ? done->record.error : done->error}});
        if (bad) context.note("item " + std::to_string(done->item.id) + " failed: " + results.back()["error"].get<std::string>());
        if (context.token.stopRequested()) break;
    }
    if (context.json && !printer.writesToOutput()) context.print({{"runs", results}});
    if (failed == 0) return;
    context.json = false;   // the runs are the one document
    fail(ErrorKind::Failed, std::to_string(failed) + " of " + std::to_string(results.size()) + " items failed", {}, "`espalier queue list` says why");
}

void remove(Context& context, const QueueFlags& flags) {
    context.workspace().removeFromQueue(flags.item).value();
    context.json ? context.print({{"removed", flags.item}}) : context.note("item " + std::to_string(flags.item) + " is off the queue");
}

void move(Context& context, const QueueFlags& flags) {
    context.workspace().moveInQueue(flags.item, flags.by).value();
    list(context, flags);
}

}

void addQueue(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("queue", "runs that are to be made one after the other");
    verb->require_subcommand(1);
    verb->fallthrough();
    auto flags = std::make_shared<QueueFlags>();
    const auto named = [&](const char* name, const char* help, void (*work)(Context&, const QueueFlags&)) {
        auto* sub = verb->add_subcommand(name, help);
        sub->callback([&action, flags, work] { action = [flags, work](Context& context) { work(context, *flags); }; });
        return sub;
    };
    flags->train.addTo(*named("add", "adds a run, from a recipe or from the flags of train", add));
    named("list", "what waits, in its order", list);
    named("run", "makes the runs that wait; one that fails does not stop the others", run)
        ->add_option("--events", flags->events, "file that receives the events; - is standard output");
    named("remove", "takes an item off", remove)->add_option("item", flags->item, "its number")->required();
    auto* sub = named("move", "moves an item up (-1) or down (1)", move);
    sub->add_option("item", flags->item, "its number")->required();
    sub->add_option("by", flags->by, "places; negative is up")->required();
}

}
