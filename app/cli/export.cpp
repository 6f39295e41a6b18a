// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

struct ExportArguments {
    std::string model, output;
    ExportOptions options;
};

void exportModel(Context& context, const ExportArguments& arguments) {
    const auto report = context.workspace().exportModel(arguments.model, arguments.output, arguments.options).value();
    if (context.json) {
        Json files = Json::array();
        for (const auto& file : report.files) files.push_back(file.string());
        return context.print({{"files", files},
                              {"format", arguments.options.format},
                              {"compared", {{"texts", report.texts}, {"values", report.values}, {"difference", report.difference}, {"tolerance", report.tolerance}}}});
    }
    for (const auto& file : report.files) std::printf("%s\n", file.c_str());
    char difference[32];
    std::snprintf(difference, sizeof difference, "%.1e", report.difference);
    context.note("loaded again and compared on " + std::to_string(report.texts) + " texts: " + difference + " apart");
}

}

void addExport(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("export", "what other programs read of a model");
    auto arguments = std::make_shared<ExportArguments>();
    verb->add_option("model", arguments->model, "MODEL")->required();
    verb->add_option("--format", arguments->options.format, "hf or merged: a Hugging Face folder; peft: the adapter; gguf: for llama.cpp")->required();
    verb->add_option("--type", arguments->options.type, "of a GGUF: f32, f16 or q8_0 [f16]");
    verb->add_option("--output", arguments->output, "folder to make")->required();
    verb->callback([&action, arguments] { action = [arguments](Context& context) { exportModel(context, *arguments); }; });
}

}
