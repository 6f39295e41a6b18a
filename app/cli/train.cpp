// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "app/cli/train_options.h"
#include "engine/base/file.h"
#include "engine/workspace/run_groups.h"

#include <charconv>

namespace espalier::cli {

namespace {

/// What a run would take, measured by a dry run of a few steps.
void showEstimate(Context& context, const Recipe& recipe) {
    const auto estimate = context.workspace().estimate(recipe, context.token).value();
    const Json json {{"steps", estimate.steps}, {"seconds", estimate.secondsTotal}, {"seconds_per_step", estimate.secondsPerStep},
                     {"memory_bytes", estimate.totalBytes()}, {"weight_bytes", estimate.weightBytes}, {"gradient_bytes", estimate.gradientBytes},
                     {"optimizer_bytes", estimate.optimizerBytes}, {"activation_bytes", estimate.activationBytes},
                     {"available_bytes", estimate.availableBytes}, {"checkpoint_bytes", estimate.checkpointBytes},
                     {"parameters", estimate.parameters}, {"trainable_parameters", estimate.trainableParameters},
                     {"longest_tokens", estimate.longestTokens}, {"truncated_texts", estimate.truncatedTexts}};
    if (context.json) return context.print(json);
    for (const auto& [key, value] : json.items()) std::printf("%-22s %s\n", key.c_str(), value.dump().c_str());
}

std::string scientific(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2e", value);
    return text;
}

std::vector<std::uint64_t> parseSeeds(const std::string& text) {
    std::vector<std::uint64_t> seeds;
    for (std::size_t start = 0; start <= text.size();) {
        const auto comma = std::min(text.find(',', start), text.size());
        std::uint64_t seed = 0;
        const auto [next, code] = std::from_chars(text.data() + start, text.data() + comma, seed);
        if (code != std::errc() || next != text.data() + comma) fail(ErrorKind::Usage, "--seeds takes whole numbers", text, "for example --seeds 0,1,2");
        seeds.push_back(seed);
        start = comma + 1;
    }
    return seeds;
}

void findLearningRate(Context& context, const Recipe& recipe) {
    const auto test = context.workspace().findLearningRate(recipe, context.token, context.progressBar("rising learning rates")).value();
    if (context.json) return context.print({{"rates", test.rates}, {"losses", test.losses}, {"suggestion", test.suggestion}});
    TextTable table({"learning rate", "loss"});
    for (std::size_t i = 0; i < test.rates.size(); i += 5) table.add({scientific(test.rates[i]), fixed(test.losses[i], 4)});
    table.print();
    if (test.suggestion > 0) std::printf("the loss falls most steeply at %s\n", scientific(test.suggestion).c_str());
    else std::printf("the loss does not fall at any of these rates\n");
}

Json groupJson(const RunGroup& group) {
    Json json {{"group", group.name}, {"runs", Json::array()}, {"measured", group.measured}, {"metrics", Json::object()}};
    for (const auto& run : group.runs) json["runs"].push_back(runJson(run));
    for (const auto& [name, interval] : group.metrics) json["metrics"][name] = {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
    return json;
}

void trainSeveral(Context& context, const TrainFlags& flags, const std::vector<Recipe>& recipes) {
    RunPrinter printer(context, flags.events);
    const auto group = trainGroup(context.workspace(), recipes, context.token, {.output = flags.output, .events = printer.sink()}).value();
    if (context.json && flags.events != "-") context.print(groupJson(group));
    if (!context.json) {
        TextTable table({"metric", "mean", "95 % interval"});
        for (const auto& [name, interval] : group.metrics) table.add({name, fixed(interval.mean, 4), fixed(interval.low, 4) + " to " + fixed(interval.high, 4)});
        table.print();
    }
    if (group.measured < static_cast<std::int64_t>(recipes.size())) {
        context.json = false; // the group is the one document; the error is for people
        fail(ErrorKind::Failed, std::to_string(static_cast<std::int64_t>(recipes.size()) - group.measured) + " of " + std::to_string(recipes.size()) + " runs have no result", group.name, "espalier runs list");
    }
}

void train(Context& context, const TrainFlags& flags) {
    const auto recipe = flags.recipe(context);
    if (flags.estimate) return showEstimate(context, recipe);
    if (!flags.saveRecipe.empty()) {
        writeFileAtomically(flags.saveRecipe, toJson(recipe).dump(2) + "\n");
        context.note("recipe → " + flags.saveRecipe);
        if (flags.dryRun) return;
    }
    if (flags.findLearningRate) return findLearningRate(context, recipe);
    if (!flags.seeds.empty() && flags.folds > 0) fail(ErrorKind::Usage, "--seeds and --folds are two kinds of items", "--folds", "give one of them");
    if (!flags.seeds.empty()) return trainSeveral(context, flags, recipesOfSeeds(recipe, parseSeeds(flags.seeds)));
    if (flags.folds > 0) return trainSeveral(context, flags, recipesOfFolds(recipe, flags.folds));
    RunPrinter printer(context, flags.events);
    const auto trained = context.workspace().train(recipe, context.token, {.output = flags.output, .events = printer.sink()});
    printer.end(trained);
}

}

void addTrain(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("train", "one run: from a recipe, or from flags that mirror its fields");
    auto flags = std::make_shared<TrainFlags>();
    flags->addTo(*verb);
    verb->callback([&action, flags] { action = [flags](Context& context) { train(context, *flags); }; });
}

}
