// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

struct EvalOptions {
    std::string model, data, split;
    ColumnMapping mapping {"text", "", "label"};
};

void evaluate(Context& context, const EvalOptions& options) {
    const auto outcome = context.workspace().evaluate(options.model, options.data, splitFromName(options.split), options.mapping, context.token,
                                                      context.progressBar("evaluating")).value();
    if (context.json) return context.print({{"samples", outcome.samples}, {"seconds", outcome.seconds}, {"metrics", outcome.metrics}});
    std::printf("%lld texts in %.2f s\n", static_cast<long long>(outcome.samples), outcome.seconds);
    TextTable table({"metric", "value"});
    for (const auto& [name, value] : outcome.metrics) table.add({name, fixed(value, 4)});
    table.print();
}

}

void addEval(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("eval", "metrics on labelled data");
    auto options = std::make_shared<EvalOptions>();
    verb->add_option("model", options->model, "MODEL")->required();
    verb->add_option("--data", options->data, "DATA")->required();
    verb->add_option("--split", options->split, "train, validation or test of a dataset [all rows]")->check(CLI::IsMember({"train", "validation", "test"}));
    verb->add_option("--text-column", options->mapping.text, "column of texts [text]");
    verb->add_option("--pair-column", options->mapping.pair, "column of second texts");
    verb->add_option("--label-column", options->mapping.label, "column of labels [label]");
    verb->callback([&action, options] { action = [options](Context& context) { evaluate(context, *options); }; });
}

}
