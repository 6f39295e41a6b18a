// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <charconv>

namespace espalier::cli {

namespace {

struct ForwardOptions {
    std::string model, ids, output, decoderText, decoderIds;
    bool decoderTextGiven = false;
    TextInput input;
};

/// "1,2,3" → ids.
std::vector<std::int32_t> parseIds(const std::string& text, const char* option) {
    std::vector<std::int32_t> ids;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        while (at != end && (*at == ',' || *at == ' ')) ++at;
        if (at == end) break;
        std::int32_t id = 0;
        const auto [next, code] = std::from_chars(at, end, id);
        if (code != std::errc()) failBadInput("ids are whole numbers with commas between", option, "for example --ids \"101,7592,102\"");
        ids.push_back(id);
        at = next;
    }
    if (ids.empty()) failBadInput("there is no id", option);
    return ids;
}

/// The same for every line.
void addDecoder(Context& context, const ForwardOptions& options, std::vector<ForwardInput>& inputs) {
    std::vector<std::int32_t> ids;
    if (!options.decoderIds.empty()) ids = parseIds(options.decoderIds, "--decoder-ids");
    else if (options.decoderTextGiven) ids = context.workspace().tokenizer(options.model).value()->encode(options.decoderText).ids;
    for (auto& input : inputs) {
        input.decoderIds = ids;
        input.decoderLacksStart = options.decoderIds.empty() && options.decoderTextGiven;
    }
}

void forward(Context& context, const ForwardOptions& options) {
    std::vector<ForwardInput> inputs;
    if (!options.ids.empty()) {
        inputs.push_back({.ids = parseIds(options.ids, "--ids"), .typeIds = {}});
    } else {
        const auto tokenizer = context.workspace().tokenizer(options.model).value();
        for (const auto& line : options.input.lines()) {
            const auto encoding = tokenizer->encode(line);
            inputs.push_back({.ids = encoding.ids, .typeIds = encoding.typeIds});
        }
    }
    addDecoder(context, options, inputs);
    const auto shapes = context.workspace().forward(options.model, inputs, options.output).value();
    Json tensors = Json::object();
    for (const auto& [name, shape] : shapes) tensors[name] = shape;
    if (context.json) return context.print({{"output", options.output}, {"tensors", tensors}});
    for (const auto& [name, shape] : tensors.items()) std::printf("%s %s\n", name.c_str(), shape.dump().c_str());
}

}

void addForward(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("forward", "the raw outputs of the model, as safetensors");
    auto options = std::make_shared<ForwardOptions>();
    verb->add_option("model", options->model, "MODEL")->required();
    options->input.addTo(*verb);
    verb->add_option("--ids", options->ids, "token ids instead of a text: \"101,7592,102\"");
    verb->add_option_function<std::string>("--decoder-text", [options](const std::string& text) { options->decoderText = text, options->decoderTextGiven = true; },
                                           "what an encoder-decoder's decoder reads, after its start token");
    verb->add_option("--decoder-ids", options->decoderIds, "its token ids instead, start token included: \"0,42,1\"");
    verb->add_option("--output", options->output, "safetensors file to write")->required();
    verb->callback([&action, options] { action = [options](Context& context) { forward(context, *options); }; });
}

}
