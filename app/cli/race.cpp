// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "app/cli/train_options.h"

#include <sstream>

namespace espalier::cli {

namespace {

struct RaceFlags {
    TrainFlags train;
    std::string strategies, group;
    std::int64_t steps = 0;
    double seconds = 0;
};

std::vector<std::string> listed(const std::string& text) {
    std::vector<std::string> names;
    std::istringstream stream(text);
    for (std::string name; std::getline(stream, name, ',');) names.push_back(name);
    return names;
}

Json tableJson(const RaceTable& table, const RaceFlags& flags) {
    Json json {{"event", "race"}, {"group", table.group}, {"metric", table.metric}, {"split", table.split}};
    if (flags.steps > 0) json["budget_steps"] = flags.steps;
    if (flags.seconds > 0) json["budget_seconds"] = flags.seconds;
    json["entries"] = Json::array();
    for (const auto& entry : table.entries) {
        Json row {{"strategy", entry.strategy}, {"run", entry.run}, {"status", entry.status}, {"score", entry.hasScore() ? Json(entry.score) : Json()},
                  {"metrics", entry.metrics}, {"steps", entry.steps}, {"trainable_parameters", entry.trainableParameters},
                  {"train_seconds", entry.trainSeconds}, {"peak_memory_bytes", entry.peakMemoryBytes}, {"file_bytes", entry.fileBytes}};
        if (!entry.error.empty()) row["error"] = entry.error;
        json["entries"].push_back(row);
    }
    return json;
}

void show(const RaceTable& table) {
    TextTable text({"run", "strategy", "status", table.metric, "steps", "trained", "seconds", "peak MB", "file MB"});
    for (const auto& entry : table.entries)
        text.add({entry.run ? std::to_string(entry.run) : "", entry.strategy, entry.status, entry.hasScore() ? fixed(entry.score, 4) : "", std::to_string(entry.steps),
                  std::to_string(entry.trainableParameters), fixed(entry.trainSeconds, 1), fixed(static_cast<double>(entry.peakMemoryBytes) / 1e6, 0),
                  fixed(static_cast<double>(entry.fileBytes) / 1e6, 2)});
    text.print();
}

void race(Context& context, const RaceFlags& flags) {
    RunPrinter printer(context, flags.train.events);
    RaceOptions options {.strategies = listed(flags.strategies), .budgetSteps = flags.steps, .budgetSeconds = flags.seconds};
    std::string current;
    options.events = [&](const RaceEvent& event) {
        auto line = toJson(event.event);
        line["run"] = event.run;
        line["strategy"] = event.strategy;
        line["group"] = event.group;
        printer.write(line);
        if (event.strategy != current) context.note(event.strategy + ":");
        current = event.strategy;
        printer.take(event.event);
    };
    const auto table = flags.group.empty() ? context.workspace().race(flags.train.recipe(context), options, context.token).value()
                                           : context.workspace().raceTable(flags.group).value();
    const auto json = tableJson(table, flags);
    printer.write(json);
    if (!context.json && !printer.writesToOutput()) show(table);
    else if (!printer.writesToOutput()) context.print(json);
    if (context.token.requested() != CancellationToken::Request::Interrupt) return;
    context.json = false;   // the table is the one document
    fail(ErrorKind::Interrupted, "the race was interrupted", {}, "its last run waits at a checkpoint: espalier runs list");
}

}

void addRace(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("race", "several strategies under one budget, ending in a table");
    auto flags = std::make_shared<RaceFlags>();
    flags->train.addTo(*verb);
    verb->add_option("--strategies", flags->strategies, "two or more, in the order in which they run: full,frozen,lora");
    verb->add_option("--budget-steps", flags->steps, "steps of each")->check(CLI::Range(std::int64_t {1}, std::int64_t {1'000'000'000}));
    verb->add_option("--budget-seconds", flags->seconds, "seconds of training of each")->check(CLI::Range(0.1, 1e7));
    verb->add_option("--group", flags->group, "show the table of a race that was, by its group");
    verb->callback([&action, flags] { action = [flags](Context& context) { race(context, *flags); }; });
}

}
