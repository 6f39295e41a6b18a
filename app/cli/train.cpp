// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "app/cli/train_options.h"
#include "engine/base/file.h"

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

void train(Context& context, const TrainFlags& flags) {
    const auto recipe = flags.recipe(context);
    if (flags.estimate) return showEstimate(context, recipe);
    if (!flags.saveRecipe.empty()) {
        writeFileAtomically(flags.saveRecipe, toJson(recipe).dump(2) + "\n");
        context.note("recipe → " + flags.saveRecipe);
        if (flags.dryRun) return;
    }
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
