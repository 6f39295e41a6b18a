// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

Json toJson(const ModelInfo& info) {
    Json json {{"model", info.reference}, {"title", info.title}, {"family", info.family}, {"architecture", info.architecture}, {"parameters", info.parameters},
               {"hidden_size", info.hiddenSize}, {"layers", info.layers}, {"heads", info.heads}, {"vocabulary", info.vocabulary},
               {"max_positions", info.maxPositions}, {"tokenizer", info.tokenizer}, {"licence", info.licence}, {"languages", info.languages},
               {"trained_on", info.trainedOn}, {"good_for", info.goodFor}, {"labels", info.labels}, {"disk_bytes", info.diskBytes},
               {"installed", info.installed}, {"supported", info.supported}, {"folder", info.folder}};
    if (!info.problem.empty()) json["problem"] = info.problem;
    return json;
}

void printInfo(const ModelInfo& info) {
    std::printf("%s (%s)\n", info.title.c_str(), info.reference.c_str());
    if (!info.installed) std::printf("not on this machine; add a folder that holds it: espalier models add PATH\n");
    std::printf("%s, %s tokenizer, %.1f M parameters, %.0f MB\n", info.family.c_str(), info.tokenizer.empty() ? "unknown" : info.tokenizer.c_str(),
                static_cast<double>(info.parameters) / 1e6, static_cast<double>(info.diskBytes) / 1e6);
    if (info.installed)
        std::printf("%lld layers, hidden size %lld, %lld heads, vocabulary %lld, up to %lld tokens\n", static_cast<long long>(info.layers), static_cast<long long>(info.hiddenSize),
                    static_cast<long long>(info.heads), static_cast<long long>(info.vocabulary), static_cast<long long>(info.maxPositions));
    for (const auto& [name, value] : {std::pair("licence", &info.licence), {"languages", &info.languages}, {"trained on", &info.trainedOn},
                                      {"good for", &info.goodFor}, {"folder", &info.folder}, {"problem", &info.problem}})
        if (!value->empty()) std::printf("%-11s %s\n", name, value->c_str());
}

void list(Context& context) {
    const auto models = context.workspace().models().value();
    if (context.json) {
        auto json = Json::array();
        for (const auto& info : models) json.push_back(toJson(info));
        return context.print(json);
    }
    TextTable table({"model", "family", "parameters", "state", "good for"});
    for (const auto& info : models)
        table.add({info.reference, info.family, fixed(static_cast<double>(info.parameters) / 1e6, 1),
                   !info.supported ? "not supported yet" : info.installed ? "installed" : "not installed", info.goodFor});
    table.print();
}

void show(Context& context, const ModelInfo& info) {
    context.json ? context.print(toJson(info)) : printInfo(info);
}

}

void addModels(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("models", "the catalogue and what is installed");
    verb->require_subcommand(1);
    verb->fallthrough();
    auto reference = std::make_shared<std::string>();
    verb->add_subcommand("list", "all of them")->callback([&action] { action = list; });
    auto* showVerb = verb->add_subcommand("show", "one model");
    showVerb->add_option("model", *reference, "MODEL")->required();
    showVerb->callback([&action, reference] { action = [reference](Context& context) { show(context, context.workspace().model(*reference).value()); }; });
    auto* addVerb = verb->add_subcommand("add", "puts a folder on the list");
    addVerb->add_option("path", *reference, "folder with config.json and model.safetensors")->required();
    addVerb->callback([&action, reference] { action = [reference](Context& context) { show(context, context.workspace().addModel(*reference).value()); }; });
    auto* removeVerb = verb->add_subcommand("remove", "takes an added folder from the list; its files stay");
    removeVerb->add_option("model", *reference, "folder or id")->required();
    removeVerb->callback([&action, reference] {
        action = [reference](Context& context) {
            context.workspace().removeModel(*reference).value();
            context.json ? context.print({{"removed", *reference}}) : context.note(*reference + " is off the list; its files stay");
        };
    });
}

}
