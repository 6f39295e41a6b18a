// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <chrono>

namespace espalier::cli {

namespace {

struct GenerateArguments {
    std::string model, prompt;
    GenerateOptions options;
    WeightBits bits = WeightBits::Full;
    bool greedy = false;
};

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Json toJson(const Generation& generation, double loadSeconds) {
    Json sequences = Json::array();
    for (const auto& sequence : generation.sequences)
        sequences.push_back({{"text", sequence.text}, {"ids", sequence.ids}, {"finish", finishName(sequence.finish)},
                             {"new_text", sequence.newText}, {"new_ids", sequence.newIds}});
    return {{"sequences", sequences}, {"prompt_tokens", generation.promptTokens}, {"new_tokens", generation.newTokens},
            {"tokens_per_second", static_cast<double>(generation.newTokens) / std::max(generation.seconds, 1e-9)},
            {"load_seconds", loadSeconds}, {"first_token_seconds", generation.firstTokenSeconds}};
}

/// Pieces as they come where there is one text; several appear one after the other when they are done.
TextSink streamTo(bool one) {
    if (!one) return {};
    return [](std::int64_t, const std::string& piece) {
        std::fputs(piece.c_str(), stdout);
        std::fflush(stdout);
    };
}

void printTexts(const Generation& generation) {
    for (std::size_t i = 0; i < generation.sequences.size(); ++i)
        std::printf("%s[%zu] %s\n", i ? "\n" : "", i + 1, generation.sequences[i].text.c_str());
}

void generate(Context& context, GenerateArguments& arguments) {
    GenerateOptions& options = arguments.options;
    options.seed = context.seed;
    options.samples = !arguments.greedy && options.beams == 1;
    const auto start = std::chrono::steady_clock::now();
    const auto generator = context.workspace().generator(arguments.model, arguments.bits).value();
    const double loadSeconds = secondsSince(start);
    const bool streams = !context.json && options.sequences == 1;
    if (streams && generator->continuesPrompt()) std::fputs(arguments.prompt.c_str(), stdout);
    const auto generation = generator->generate(arguments.prompt, options, context.token, streamTo(streams)).value();
    if (context.json) context.print(toJson(generation, loadSeconds));
    else if (streams) std::printf("\n");
    else printTexts(generation);
    context.note(std::to_string(generation.newTokens) + " tokens, "
                 + fixed(static_cast<double>(generation.newTokens) / std::max(generation.seconds, 1e-9), 1) + " a second");
    for (const auto& sequence : generation.sequences)
        if (sequence.finish == Finish::Cancelled) fail(ErrorKind::Interrupted, "stopped before the end");
}

void addLimits(CLI::App& verb, GenerateOptions& options) {
    verb.add_option("--max-length", options.maxLength, "tokens of prompt and answer");
    verb.add_option("--max-new-tokens", options.maxNewTokens, "tokens of the answer [100]");
    verb.add_option("--min-new-tokens", options.minNewTokens, "no end before so many tokens");
    verb.add_option("--num-return-sequences", options.sequences, "how many texts [1]");
    verb.add_option("--stop", options.stopStrings, "ends the text where it comes up; may be repeated")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void addChoices(CLI::App& verb, GenerateArguments& arguments) {
    using Early = GenerateOptions::EarlyStopping;
    GenerateOptions& options = arguments.options;
    verb.add_option("--temperature", options.temperature, "above 1 more varied, below 1 more likely words [1]");
    verb.add_option("--top-k", options.topK, "draw among the K likeliest words; 0: all [50]");
    verb.add_option("--top-p", options.topP, "draw among the likeliest words that make up P together [1]");
    verb.add_option("--min-p", options.minP, "draw among words at least P times as likely as the likeliest [0]");
    verb.add_option("--repetition-penalty", options.repetitionPenalty, "above 1: words that were used count less [1]");
    verb.add_option("--no-repeat-ngram-size", options.noRepeatNgram, "no run of N words twice");
    verb.add_option("--num-beams", options.beams, "search for the likeliest text with N beams instead of drawing");
    verb.add_option("--length-penalty", options.lengthPenalty, "of beams: above 0 favours longer texts [1]");
    verb.add_option("--early-stopping", options.earlyStopping, "of beams: no, yes or never [no]")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Early> {{"no", Early::No}, {"yes", Early::Yes}, {"never", Early::Never}}));
    verb.add_flag("--greedy", arguments.greedy, "always the likeliest word");
}

}

void addGenerate(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("generate", "text that a language model writes");
    auto arguments = std::make_shared<GenerateArguments>();
    verb->add_option("model", arguments->model, "MODEL")->required();
    verb->add_option("--prompt", arguments->prompt, "what it goes on from, or answers")->required();
    addLimits(*verb, arguments->options);
    addChoices(*verb, *arguments);
    verb->add_option("--quantize", arguments->bits, "weights of fewer bits, faster and less exact: none, int8 or int4 [none]")
        ->transform(CLI::CheckedTransformer(std::map<std::string, WeightBits> {{"none", WeightBits::Full}, {"int8", WeightBits::Eight}, {"int4", WeightBits::Four}}));
    verb->callback([&action, arguments] { action = [arguments](Context& context) { generate(context, *arguments); }; });
}

}
