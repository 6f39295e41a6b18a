// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

struct PredictOptions {
    std::string model, standardInput;
    TextInput input;
};

void printPrediction(const Context& context, const std::string& text, const Prediction& prediction, const std::vector<std::string>& labels) {
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
    const auto predictor = context.workspace().predictor(options.model).value();
    const auto progress = lines.size() > 1 ? context.progressBar("predicting") : ProgressSink();
    constexpr std::size_t kSlice = 512;     // answers appear while the rest is computed
    for (std::size_t begin = 0; begin < lines.size(); begin += kSlice) {
        const std::vector<std::string> slice(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), begin + kSlice)));
        const auto predictions = predictor->predict(slice, {}, context.token).value();
        for (std::size_t i = 0; i < slice.size(); ++i) printPrediction(context, slice[i], predictions[i], predictor->labels());
        if (progress) progress({static_cast<std::int64_t>(begin + slice.size()), static_cast<std::int64_t>(lines.size())});
    }
}

}

void addPredict(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("predict", "what a tuned model says of texts");
    auto options = std::make_shared<PredictOptions>();
    verb->add_option("model", options->model, "MODEL")->required();
    verb->add_option("input", options->standardInput, "- reads standard input")->check(CLI::IsMember({"-"}));
    options->input.addTo(*verb);
    verb->callback([&action, options] { action = [options](Context& context) { predict(context, *options); }; });
}

}
