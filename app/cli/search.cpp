// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "engine/workspace/search.h"

namespace espalier::cli {

namespace {

struct SearchOptions {
    std::string recipe, events;
    std::vector<std::string> axes;
    SearchPlan plan {};
};

Json resultJson(const SearchResult& result) {
    const auto trialJson = [](const SearchTrial& trial) {
        Json json {{"run", trial.run}, {"values", trial.values}, {"score", nullptr}, {"kept", trial.kept}};
        if (trial.measured) json["score"] = trial.score;
        return json;
    };
    Json json {{"group", result.group}, {"rounds", Json::array()}, {"best", trialJson(result.best())}};
    for (const auto& round : result.rounds) {
        auto trials = Json::array();
        for (const auto& trial : round.trials) trials.push_back(trialJson(trial));
        json["rounds"].push_back({{"epochs", round.epochs}, {"trials", std::move(trials)}});
    }
    return json;
}

void search(Context& context, const SearchOptions& options) {
    auto plan = options.plan;
    plan.recipe = recipeFromJson(readJsonFile(options.recipe).value()).value();
    if (context.seedGiven) plan.seed = context.seed;
    for (const auto& axis : options.axes) plan.axes.push_back(searchAxis(axis));
    RunPrinter printer(context, options.events);
    const auto result = searchRecipes(context.workspace(), plan, context.token, printer.sink()).value();
    if (context.json && options.events != "-") context.print(resultJson(result));
    if (context.json) return;
    TextTable table({"epochs", "run", plan.recipe.training.earlyStoppingMetric, "values"});
    for (const auto& round : result.rounds)
        for (const auto& trial : round.trials)
            table.add({fixed(round.epochs, 2), std::to_string(trial.run), trial.measured ? fixed(trial.score, 4) : "", toText(Json(trial.values))});
    table.print();
}

}

void addSearch(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("search", "trains combinations of settings and says which does best");
    auto options = std::make_shared<SearchOptions>();
    verb->add_option("recipe", options->recipe, "a recipe as JSON: `train … --save-recipe F --dry-run` writes one")->required();
    verb->add_option("--set", options->axes, "training.learning_rate=1e-5,5e-5 or =1e-5..1e-3; once for each field")->required()->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb->add_option("--trials", options->plan.trials, "how many combinations are drawn at random [all]");
    verb->add_option("--rounds", options->plan.rounds, "successive halving in so many rounds [1: each is trained to the end]");
    verb->add_option("--keep", options->plan.keep, "share of a round's runs that goes on to the next [1/3]");
    verb->add_option("--events", options->events, "file that receives the events; - is standard output");
    verb->callback([&action, options] { action = [options](Context& context) { search(context, *options); }; });
}

}
