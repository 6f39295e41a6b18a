// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "engine/base/memory.h"

#include <csignal>
#include <cstdio>
#include <cstring>

namespace {

using namespace espalier;

CancellationToken* interruptToken = nullptr;

/// First Ctrl-C: stop at the next step, checkpoint. Second: the default, at once.
void onInterrupt(int signal) {
    interruptToken->request(CancellationToken::Request::Interrupt);
    std::signal(signal, SIG_DFL);
}

int report(const Error& error, bool json) {
    std::fflush(stdout);
    if (json) std::printf("%s\n", toText(errorJson(error)).c_str());
    std::fprintf(stderr, "espalier: %s\n", describe(error).c_str());
    return exitCode(error.kind);
}

bool hasFlag(int argc, char** argv, const char* flag) {
    for (int i = 1; i < argc; ++i)
        if (!std::strcmp(argv[i], flag)) return true;
    return false;
}

void addGlobalOptions(CLI::App& app, cli::Context& context) {
    app.add_option("--workspace", context.workspaceOptions.folder, "folder of datasets and runs [$ESPALIER_HOME, $XDG_DATA_HOME/espalier]");
    app.add_option("--threads", context.workspaceOptions.threads, "threads to compute with [all cores]")->check(CLI::Range(1, 1024));
    app.add_option("--device", context.workspaceOptions.device, "auto, cpu, cuda or cuda:N");
    app.add_option_function<std::uint64_t>("--seed", [&context](std::uint64_t seed) { context.seed = seed; context.seedGiven = true; }, "seed of everything drawn at random [0]");
    app.add_flag("--json", context.json, "results as JSON on standard output");
    app.add_flag("--quiet", context.quiet, "no notes, no progress");
    app.set_version_flag("--version", "espalier " ESPALIER_VERSION);
}

int run(int argc, char** argv) {
    const bool json = hasFlag(argc, argv, "--json");
    cli::Context context;
    interruptToken = &context.token;
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    std::signal(SIGPIPE, SIG_DFL);

    CLI::App app("Espalier trains pretrained language models to shape. docs: README.md, `espalier VERB --help`", "espalier");
    app.require_subcommand(1);
    app.fallthrough();
    // A script appends what it wants otherwise: the last of a repeated option counts.
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    addGlobalOptions(app, context);
    cli::Action action;
    for (const auto add : {cli::addDoctor, cli::addModels, cli::addTokenize, cli::addForward, cli::addData, cli::addTrain, cli::addEval, cli::addPredict, cli::addGenerate, cli::addExport, cli::addRuns, cli::addRace, cli::addQueue, cli::addSearch})
        add(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {     // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        return report({ErrorKind::Usage, error.what(), {}, "see espalier --help"}, json);
    }
    const auto done = capture([&] { action(context); return Done {}; });
    return done ? 0 : report(done.error(), context.json);
}

}

int main(int argc, char** argv) {
    keepLargeBlocks();
    return run(argc, argv);
}
