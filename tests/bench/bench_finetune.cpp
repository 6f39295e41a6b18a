// SPDX-License-Identifier: GPL-3.0-or-later
// bench_finetune --model FOLDER --data ROWS.csv [--strategy full] [--train 4000] [--eval 2000] [--epochs 2] [--lr 1e-4]
// … Fine-tunes on the first rows of a text,label CSV, tests on the next ones, and prints one JSON line with accuracy
// and speed.
#include "engine/compute/compute.h"
#include "engine/data/reader.h"
#include "engine/data/schema.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <iostream>
#include <malloc.h>
#include <set>
#include <sys/resource.h>

using namespace espalier;

namespace {

struct Options {
    std::string model, data;
    std::int64_t train = 4000, evaluation = 2000;
    std::string output = (std::filesystem::temp_directory_path() / "espalier-bench").string();
    bool events = false;
};

Recipe readOptions(int argc, char** argv, Options& options) {
    Recipe recipe;
    recipe.training = {.epochs = 2, .learningRate = 1e-4};
    CLI::App app("Measures fine-tuning");
    app.add_option("--model", options.model)->required();
    app.add_option("--data", options.data)->required();
    app.add_option("--train", options.train);
    app.add_option("--eval", options.evaluation);
    app.add_option("--output", options.output);
    app.add_flag("--events", options.events);
    app.add_option("--strategy", recipe.strategy.kind);
    app.add_option("--pooling", recipe.pooling);
    app.add_option("--epochs", recipe.training.epochs);
    app.add_option("--batch", recipe.training.batchSize);
    app.add_option("--lr", recipe.training.learningRate);
    app.add_option("--seed", recipe.training.seed);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    return recipe;
}

TrainJob makeJob(const Recipe& recipe, const Options& options) {
    const auto table = readTable(options.data).value().table;
    const auto rows = toExamples(table, {.text = "text", .pair = {}, .label = "label"}).value();
    const auto count = static_cast<std::int64_t>(rows.size());
    const auto train = std::min(options.train, count), end = std::min(train + options.evaluation, count);
    std::set<std::string> labels;
    for (const auto& row : rows)
        labels.insert(row.label);
    TrainJob job;
    job.recipe = recipe;
    job.recipe.model = job.modelFolder = options.model;
    job.train = {rows.begin(), rows.begin() + train};
    job.test = {rows.begin() + train, rows.begin() + end};
    job.labels = {labels.begin(), labels.end()};
    job.checkpointFolder = std::filesystem::path(options.output) / "checkpoint";
    job.outputFolder = std::filesystem::path(options.output) / "model";
    return job;
}

int run(const TrainJob& job, bool events) {
    const auto started = std::chrono::steady_clock::now();
    const auto outcome = compute()
                             .value()
                             ->train(job, {},
                                     [&](const RunEvent& event) {
                                         if (events) std::cerr << toJson(event).dump() << '\n';
                                     })
                             .value();
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto& finished = outcome.finished;
    const auto accuracy = finished.metrics.find("accuracy");
    std::cout << Json {{"strategy", job.recipe.strategy.kind},
                       {"status", finished.status},
                       {"error", finished.error},
                       {"train_seconds", finished.trainSeconds},
                       {"samples_per_second", finished.samplesPerSecond},
                       {"eval_samples_per_second", finished.evalSamplesPerSecond},
                       {"accuracy", accuracy == finished.metrics.end() ? 0 : accuracy->second},
                       {"wall_seconds",
                        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count()},
                       {"rss_mb", usage.ru_maxrss / 1024}}
                     .dump()
              << '\n';
    return finished.status == "completed" ? 0 : 1;
}

}

int main(int argc, char** argv) {
    // As the programs do: tensors come from memory that stays, not from fresh pages each time.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
    Options options;
    const auto recipe = readOptions(argc, argv, options);
    try {
        return run(makeJob(recipe, options), options.events);
    } catch (const std::exception& exception) {
        std::cerr << exception.what() << '\n';
        return 1;
    }
}
