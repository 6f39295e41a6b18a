// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_text.h"
#include "app/cli/train_options.h"
#include "engine/base/file.h"

namespace espalier::cli {

namespace {

void train(Context& context, const TrainFlags& flags) {
    const auto recipe = flags.recipe(context);
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
