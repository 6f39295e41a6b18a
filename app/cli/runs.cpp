// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"

#include <charconv>

namespace espalier::cli {

namespace {

/// "accuracy 0.8123": the metric by which a run is judged.
std::string scoreText(const RunRecord& record) {
    const auto name = leadingMetric(record.metrics);
    return name.empty() ? name : name + " " + fixed(record.metrics.at(name), 4);
}

struct RunsOptions {
    std::vector<std::string> runs;
    std::string output, events;
};

/// "12" or "run:12".
std::int64_t parseRun(const std::string& text) {
    const auto digits = text.rfind("run:", 0) == 0 ? text.substr(4) : text;
    std::int64_t run = 0;
    const auto* end = digits.data() + digits.size();
    const auto [next, code] = std::from_chars(digits.data(), end, run);
    if (code != std::errc() || next != end) fail(ErrorKind::Usage, "a run is named by its number", text, "`espalier runs list` shows them");
    return run;
}

void list(Context& context) {
    const auto runs = context.workspace().runs().value();
    if (context.json) {
        auto json = Json::array();
        for (const auto& record : runs) json.push_back(runJson(record));
        return context.print(json);
    }
    TextTable table({"run", "name", "status", "model", "strategy", "score", "rows/s", "created"});
    for (const auto& record : runs) {
        table.add({std::to_string(record.id), record.name, record.status, record.recipe.model, record.recipe.strategy.kind, scoreText(record), fixed(record.samplesPerSecond, 1), record.createdAt});
    }
    table.print();
}

void show(Context& context, const RunsOptions& options) {
    const auto record = context.workspace().run(parseRun(options.runs.front())).value();
    auto json = runJson(record);
    json["recipe"] = toJson(record.recipe);
    json["labels"] = record.labels;
    if (context.json) return context.print(json);
    for (const auto& [key, value] : json.items()) std::printf("%-22s %s\n", key.c_str(), value.is_string() ? value.get<std::string>().c_str() : value.dump().c_str());
}

Json comparisonJson(const RunComparison& comparison) {
    Json json {{"runs", Json::array()}, {"differences", Json::array()}, {"paired", Json::array()}};
    for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
        auto run = runJson(comparison.runs[i]);
        run["accuracy_interval"] = {comparison.accuracy[i].low, comparison.accuracy[i].high};
        json["runs"].push_back(run);
    }
    for (const auto& [field, left, right] : comparison.differences) json["differences"].push_back({{"field", field}, {"left", left}, {"right", right}});
    for (const auto& pair : comparison.paired)
        json["paired"].push_back({{"left", pair.left}, {"right", pair.right}, {"texts", pair.texts}, {"only_left", pair.onlyLeft}, {"only_right", pair.onlyRight},
                                  {"p_value", pair.pValue}, {"verdict", pair.verdict}});
    return json;
}

void compare(Context& context, const RunsOptions& options) {
    std::vector<std::int64_t> ids;
    for (const auto& run : options.runs) ids.push_back(parseRun(run));
    const auto comparison = context.workspace().compare(ids).value();
    if (context.json) return context.print(comparisonJson(comparison));
    TextTable table({"run", "name", "score", "95 % interval", "trained", "seconds"});
    for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
        const auto& run = comparison.runs[i];
        const auto& interval = comparison.accuracy[i];
        table.add({std::to_string(run.id), run.name, scoreText(run), interval.high > 0 ? fixed(interval.low, 4) + " to " + fixed(interval.high, 4) : "", std::to_string(run.trainableParameters), fixed(run.trainSeconds, 1)});
    }
    table.print();
    for (const auto& [field, left, right] : comparison.differences) std::printf("%s: %s → %s\n", field.c_str(), left.c_str(), right.c_str());
    for (const auto& pair : comparison.paired) std::printf("%s\n", pair.verdict.c_str());
}

void resume(Context& context, const RunsOptions& options) {
    RunPrinter printer(context, options.events);
    printer.end(context.workspace().resume(parseRun(options.runs.front()), context.token, {.output = {}, .events = printer.sink()}));
}

void remove(Context& context, const RunsOptions& options) {
    const auto run = parseRun(options.runs.front());
    context.workspace().removeRun(run).value();
    context.json ? context.print({{"deleted", run}}) : context.note("run " + std::to_string(run) + " is deleted");
}

void exportRun(Context& context, const RunsOptions& options) {
    const auto run = parseRun(options.runs.front());
    const auto folder = context.workspace().exportRun(run, options.output).value();
    context.json ? context.print({{"run", run}, {"output", folder.string()}}) : context.note("run " + std::to_string(run) + " → " + folder.string());
}

}

void addRuns(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("runs", "what was trained here");
    verb->require_subcommand(1);
    verb->fallthrough();
    auto options = std::make_shared<RunsOptions>();
    verb->add_subcommand("list", "all of them, oldest first")->callback([&action] { action = list; });
    const auto named = [&](const char* name, const char* help, int most, void (*work)(Context&, const RunsOptions&)) {
        auto* sub = verb->add_subcommand(name, help);
        sub->add_option("run", options->runs, "number of the run")->required()->expected(1, most)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sub->callback([&action, options, work] { action = [options, work](Context& context) { work(context, *options); }; });
        return sub;
    };
    named("show", "recipe, metrics and state of one", 1, show);
    named("compare", "metrics, differences, paired tests", 100, compare);
    named("resume", "goes on from the last checkpoint", 1, resume)->add_option("--events", options->events, "file that receives the events; - is standard output");
    named("delete", "removes it and its files", 1, remove);
    named("export", "copies its Hugging Face folder", 1, exportRun)->add_option("--output", options->output, "folder to make")->required();
}

}
