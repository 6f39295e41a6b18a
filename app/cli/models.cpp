// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "engine/base/rate_meter.h"

#include <unistd.h>

namespace espalier::cli {

namespace {

const char* originName(ModelOrigin origin) {
    switch (origin) {
    case ModelOrigin::Downloaded: return "downloaded";
    case ModelOrigin::Added: return "added";
    case ModelOrigin::Cache: return "cache";
    case ModelOrigin::Sample: return "sample";
    case ModelOrigin::None: break;
    }
    return "";
}

std::string megabytes(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, bytes < 10'000'000 ? 1 : 0) + " MB"; }

Json toJson(const ModelInfo& info) {
    Json json {{"model", info.reference}, {"title", info.title}, {"family", info.family}, {"architecture", info.architecture}, {"parameters", info.parameters},
               {"hidden_size", info.hiddenSize}, {"layers", info.layers}, {"heads", info.heads}, {"vocabulary", info.vocabulary},
               {"max_positions", info.maxPositions}, {"tokenizer", info.tokenizer}, {"licence", info.licence}, {"languages", info.languages},
               {"trained_on", info.trainedOn}, {"good_for", info.goodFor}, {"labels", info.labels}, {"disk_bytes", info.diskBytes},
               {"tasks", info.tasks}, {"repository", info.repository},
               {"installed", info.installed}, {"supported", info.supported}, {"folder", info.folder}, {"origin", originName(info.origin)}};
    if (info.partialBytes > 0) json["partial_bytes"] = info.partialBytes, json["partial_total_bytes"] = info.partialTotal;
    if (!info.problem.empty()) json["problem"] = info.problem;
    return json;
}

void printInfo(const ModelInfo& info) {
    std::printf("%s (%s)\n", info.title.c_str(), info.reference.c_str());
    if (!info.installed)
        std::printf("not on this machine%s; download it: espalier models fetch %s\n",
                    info.partialBytes > 0 ? (", " + megabytes(info.partialBytes) + " of it are").c_str() : "", info.reference.c_str());
    std::printf("%s, %s tokenizer, %.1f M parameters, %s\n", info.family.c_str(), info.tokenizer.empty() ? "unknown" : info.tokenizer.c_str(),
                static_cast<double>(info.parameters) / 1e6, info.diskBytes > 0 ? megabytes(info.diskBytes).c_str() : "size not known");
    if (info.layers > 0)
        std::printf("%lld layers, hidden size %lld, %lld heads, vocabulary %lld, up to %lld tokens\n", static_cast<long long>(info.layers), static_cast<long long>(info.hiddenSize),
                    static_cast<long long>(info.heads), static_cast<long long>(info.vocabulary), static_cast<long long>(info.maxPositions));
    for (const auto& [name, value] : {std::pair("licence", &info.licence), {"languages", &info.languages}, {"trained on", &info.trainedOn},
                                      {"good for", &info.goodFor}, {"repository", &info.repository}, {"folder", &info.folder}, {"problem", &info.problem}})
        if (!value->empty()) std::printf("%-11s %s\n", name, value->c_str());
}

std::string stateOf(const ModelInfo& info) {
    if (!info.supported) return "not supported";
    if (info.installed) return info.origin == ModelOrigin::Cache ? "in the hub's cache" : "installed";
    return info.partialBytes > 0 ? "stopped at " + megabytes(info.partialBytes) : "not installed";
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
                   stateOf(info), info.goodFor});
    table.print();
}

void show(Context& context, const ModelInfo& info) {
    context.json ? context.print(toJson(info)) : printInfo(info);
}

/// On a terminal: bytes, rate and time left, drawn at most ten times a second.
ProgressSink downloadBar(const Context& context, const std::string& what) {
    if (context.quiet || !isatty(STDERR_FILENO)) return {};
    struct Bar {
        RateMeter meter;
        RateMeter::Clock::time_point drawn {};
    };
    return [bar = std::make_shared<Bar>(), what](const Progress& progress) {
        const auto now = RateMeter::Clock::now();
        bar->meter.add(progress.done, now);
        const bool last = progress.total > 0 && progress.done >= progress.total;
        if (!last && now - bar->drawn < std::chrono::milliseconds(100)) return;
        bar->drawn = now;
        std::string line = what + "  " + megabytes(progress.done);
        if (progress.total > 0) line += " of " + megabytes(progress.total) + " (" + std::to_string(progress.done * 100 / progress.total) + " %)";
        if (const double rate = bar->meter.perSecond(); rate > 0) line += " · " + fixed(rate / 1e6, 1) + " MB/s";
        if (const double left = bar->meter.secondsLeft(progress.total); left >= 0) line += " · " + fixed(left, 0) + " s left";
        std::fprintf(stderr, "\r%s · %s\033[K", line.c_str(), progress.text.c_str());
    };
}

void fetch(Context& context, const std::string& reference) {
    auto& workspace = context.workspace();
    if (const auto before = workspace.model(reference); before && before->installed) {
        context.note(reference + " is on this machine already: " + before->folder);
        return show(context, *before);
    }
    const auto bar = downloadBar(context, reference);
    const auto fetched = workspace.fetchModel(reference, context.token, bar);
    if (bar) std::fprintf(stderr, "\r\033[K");
    show(context, fetched.value());
}

void remove(Context& context, const std::string& reference) {
    auto& workspace = context.workspace();
    if (const auto info = workspace.model(reference); info && info->origin == ModelOrigin::Downloaded)
        context.note("deleting " + info->folder + " (" + megabytes(info->diskBytes) + ")");
    const auto removed = workspace.removeModel(reference).value();
    if (context.json) return context.print({{"removed", reference}, {"deleted", removed.deletedFolder}, {"freed_bytes", removed.freedBytes}});
    context.note(removed.deletedFolder.empty() ? reference + " is off the list; its files stay" : reference + " is gone: " + megabytes(removed.freedBytes) + " are free again");
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
    auto* fetchVerb = verb->add_subcommand("fetch", "downloads one from the hub; a download that was stopped goes on");
    fetchVerb->add_option("id", *reference, "an id of the list, or owner/name on the hub")->required();
    fetchVerb->callback([&action, reference] { action = [reference](Context& context) { fetch(context, *reference); }; });
    auto* addVerb = verb->add_subcommand("add", "puts a folder or a .gguf file on the list");
    addVerb->add_option("path", *reference, "folder with config.json and weights, or a .gguf file")->required();
    addVerb->callback([&action, reference] { action = [reference](Context& context) { show(context, context.workspace().addModel(*reference).value()); }; });
    auto* removeVerb = verb->add_subcommand("remove", "deletes a downloaded model; takes an added folder from the list, whose files stay");
    removeVerb->add_option("model", *reference, "folder or id")->required();
    removeVerb->callback([&action, reference] { action = [reference](Context& context) { remove(context, *reference); }; });
}

}
