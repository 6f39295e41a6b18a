// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

struct PredictOptions {
    std::string model, standardInput, aggregation = "simple";
    TextInput input;
};

/// As Transformers' pipeline writes them: entity and index without aggregation, else entity_group.
Json entitiesJson(const std::vector<Entity>& entities, bool aggregated) {
    auto json = Json::array();
    for (const auto& entity : entities) {
        Json one {{aggregated ? "entity_group" : "entity", entity.name}, {"score", entity.score}};
        if (!aggregated) one["index"] = entity.index;
        one.update({{"word", entity.word}, {"start", entity.start}, {"end", entity.end}});
        json.push_back(std::move(one));
    }
    return json;
}

void printEntities(const Context& context, const std::string& text, const Prediction& prediction, bool aggregated) {
    if (context.json) return context.print({{"text", text}, {"entities", entitiesJson(prediction.entities, aggregated)}});
    std::printf("%s\n", text.c_str());
    for (const auto& entity : prediction.entities)
        std::printf("    %-14s %.3f  %s\n", entity.name.c_str(), entity.score, entity.word.c_str());
}

void printClass(const Context& context, const std::string& text, const Prediction& prediction, const std::vector<std::string>& labels) {
    if (!context.json) {
        std::printf("%-12s %.3f  %s\n", prediction.label.c_str(), prediction.score, text.c_str());
        return;
    }
    Json scores = Json::object();
    for (std::size_t i = 0; i < labels.size(); ++i) scores[labels[i]] = prediction.scores[i];
    context.print({{"text", text}, {"label", prediction.label}, {"score", prediction.score}, {"scores", scores}});
}

void predict(Context& context, PredictOptions& options) {
    if (options.standardInput == "-") options.input.file = "-";
    const auto lines = options.input.lines();
    const auto aggregation = aggregationFromName(options.aggregation).value_or(Aggregation::Simple);
    const auto predictor = context.workspace().predictor(options.model).value();
    const bool entities = predictor->task() == "tokens";
    const auto progress = lines.size() > 1 ? context.progressBar("predicting") : ProgressSink();
    constexpr std::size_t kSlice = 512;     // answers appear while the rest is computed
    for (std::size_t begin = 0; begin < lines.size(); begin += kSlice) {
        const std::vector<std::string> slice(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), begin + kSlice)));
        const auto predictions = predictor->predict(slice, {}, context.token, {}, aggregation).value();
        for (std::size_t i = 0; i < slice.size(); ++i) {
            if (entities) printEntities(context, slice[i], predictions[i], aggregation != Aggregation::None);
            else printClass(context, slice[i], predictions[i], predictor->labels());
        }
        if (progress) progress({static_cast<std::int64_t>(begin + slice.size()), static_cast<std::int64_t>(lines.size())});
    }
}

}

void addPredict(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("predict", "what a tuned model says of texts");
    auto options = std::make_shared<PredictOptions>();
    verb->add_option("model", options->model, "MODEL")->required();
    verb->add_option("input", options->standardInput, "- reads standard input")->check(CLI::IsMember({"-"}));
    verb->add_option("--aggregation", options->aggregation, "how tokens become entities: none, simple, first, average, max [simple]")
        ->check(CLI::IsMember({"none", "simple", "first", "average", "max"}));
    options->input.addTo(*verb);
    verb->callback([&action, options] { action = [options](Context& context) { predict(context, *options); }; });
}

}
