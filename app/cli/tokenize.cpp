// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <chrono>
#include <thread>

namespace espalier::cli {

namespace {

struct TokenizeOptions {
    std::string model, pair;
    TextInput input;
    EncodeOptions encode;
    bool pairGiven = false, count = false, noSpecialTokens = false;
};

Json toJson(const Encoding& encoding, const Tokenizer& tokenizer) {
    Json json {{"ids", encoding.ids}, {"tokens", Json::array()}, {"offsets", Json::array()}, {"type_ids", encoding.typeIds}};
    for (const auto id : encoding.ids) json["tokens"].push_back(tokenizer.token(id));
    for (const auto& [start, end] : encoding.offsets) json["offsets"].push_back({start, end});
    return json;
}

void count(Context& context, const TokenizeOptions& options, const Tokenizer& tokenizer, const std::vector<std::string>& lines) {
    const int threads = context.workspaceOptions.threads;
    const auto started = std::chrono::steady_clock::now();
    const auto ids = encodeIdsBatch(tokenizer, lines, options.encode, threads > 0 ? threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    std::int64_t tokens = 0, bytes = 0;
    for (const auto& line : ids) tokens += static_cast<std::int64_t>(line.size());
    for (const auto& line : lines) bytes += static_cast<std::int64_t>(line.size());
    if (context.json) return context.print({{"lines", lines.size()}, {"tokens", tokens}, {"bytes", bytes}, {"seconds", seconds}});
    std::printf("%zu lines, %lld tokens, %lld bytes in %.3f s (%.1f MB/s)\n", lines.size(), static_cast<long long>(tokens), static_cast<long long>(bytes), seconds,
                static_cast<double>(bytes) / seconds / 1e6);
}

void tokenize(Context& context, const TokenizeOptions& options) {
    const auto tokenizer = context.workspace().tokenizer(options.model).value();
    const auto lines = options.input.lines();
    if (options.count) return count(context, options, *tokenizer, lines);
    for (const auto& line : lines) {
        const auto encoding = options.pairGiven ? tokenizer->encodePair(line, options.pair, options.encode) : tokenizer->encode(line, options.encode);
        if (context.json) {
            context.print(toJson(encoding, *tokenizer));
            continue;
        }
        std::string text;
        for (const auto id : encoding.ids) text += tokenizer->token(id) + "/" + std::to_string(id) + " ";
        std::printf("%s\n", text.c_str());
    }
}

}

void addTokenize(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("tokenize", "a text as the model sees it");
    auto options = std::make_shared<TokenizeOptions>();
    verb->add_option("model", options->model, "MODEL")->required();
    options->input.addTo(*verb);
    auto* pair = verb->add_option("--pair", options->pair, "a second text beside each");
    verb->add_option("--max-length", options->encode.maxLength, "longest result, special tokens included [unlimited]")->check(CLI::PositiveNumber);
    verb->add_flag("--no-special-tokens", options->noSpecialTokens, "without [CLS], [SEP] and the like");
    verb->add_flag("--count", options->count, "count tokens and time instead");
    verb->callback([&action, options, pair] {
        options->pairGiven = pair->count() > 0;
        options->encode.addSpecialTokens = !options->noSpecialTokens;
        action = [options](Context& context) { tokenize(context, *options); };
    });
}

}
