// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/output_folder.h"

#include <cstdio>

namespace espalier {
namespace {

std::string number(double value, const char* format = "%g") {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// A cell of a Markdown table: one line, bars escaped.
std::string cell(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|') safe += '\\';
        safe += c == '\n' || c == '\r' ? ' ' : c;
    }
    return safe;
}

std::string row(const std::string& left, const std::string& right) {
    return "| " + cell(left) + " | " + cell(right) + " |\n";
}

/// What the hub calls a task, and the card's first sentence.
struct Purpose {
    const char* pipeline;
    std::string sentence;
};

Purpose purposeOf(const TrainJob& job) {
    const std::string& task = job.recipe.task;
    if (task == "causal-lm") return {"text-generation", "Writes texts on."};
    if (task == "seq2seq") return {"text2text-generation", "Writes a text in answer to another."};
    if (task == "qa") return {"question-answering", "Finds the answer to a question in a text."};
    if (task == "masked-lm") return {"fill-mask", "Fills in words behind a mask."};
    std::string names;
    for (const auto& label : job.labels) names += (names.empty() ? "" : ", ") + cell(label);
    if (task == "tokens") return {"token-classification", "Tags words: " + names + "."};
    if (task == "regression") return {"text-classification", "Rates texts."};
    if (task == "multilabel") return {"text-classification", "Finds which of these apply: " + names + "."};
    return {"text-classification", "Tells apart: " + names + "."};
}

std::string metricsTable(const TrainOutcome& outcome) {
    if (outcome.finished.metrics.empty()) return "It was not measured: the data had neither a validation nor a test part.\n";
    const std::string texts = outcome.predictions.empty() ? "" : " (" + std::to_string(outcome.predictions.size()) + " texts)";
    std::string text = "Measured on the " + outcome.split + " data" + texts + ".\n\n| metric | value |\n| --- | --- |\n";
    for (const auto& [name, value] : outcome.finished.metrics) text += row(name, number(value, "%.4f"));
    return text;
}

}

std::string modelCard(const TrainJob& job, const TrainOutcome& outcome) {
    const auto& recipe = job.recipe;
    const auto& training = recipe.training;
    const auto purpose = purposeOf(job);
    std::string text = std::string("---\npipeline_tag: ") + purpose.pipeline + "\nlibrary_name: transformers\n---\n# "
        + cell(recipe.name.empty() ? job.outputFolder.filename().string() : recipe.name) + "\n\n" + purpose.sentence;
    text += "\nFine-tuned from " + cell(recipe.model) + " with Espalier " ESPALIER_VERSION ".\n\n## Data\n\n| part | texts |\n| --- | --- |\n";
    text += row("training (" + recipe.data.train + ")", std::to_string(job.train.size()));
    text += row("validation", std::to_string(job.validation.size())) + row("test", std::to_string(job.test.size()));
    text += "\n## Recipe\n\n| setting | value |\n| --- | --- |\n" + row("strategy", recipe.strategy.kind);
    for (const auto& [name, value] : recipe.strategy.settings) text += row(name, number(value));
    for (const auto& [name, value] : recipe.strategy.texts) text += row(name, value);
    text += (recipe.task == "classification" ? row("pooling", recipe.pooling) : std::string()) + row("epochs", number(training.epochs)) + row("batch size", std::to_string(training.batchSize))
        + row("gradient accumulation", std::to_string(training.gradientAccumulation)) + row("learning rate", number(training.learningRate))
        + row("schedule", training.schedule + ", warm-up " + number(training.warmupRatio)) + row("weight decay", number(training.weightDecay))
        + row("dropout", number(training.dropout)) + row("longest text (tokens)", std::to_string(training.maxLength))
        + row("seed", std::to_string(training.seed));
    return text + "\n## How well it does\n\n" + metricsTable(outcome) + "\nThe whole recipe is in `espalier.json`.\n";
}

}
