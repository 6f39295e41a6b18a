// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/export_check.h"

#include "engine/base/file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/models/config.h"
#include "engine/models/peft_folder.h"
#include "engine/workspace/own_program.h"

#include <cmath>
#include <cstring>

namespace espalier::workspace {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTexts[] {
    "A fine film, warm and bright.", "It was not good; the plot is weak and slow.", "music", "the actor of the story was very very dull",
    "Steve Jobs founded Apple in Cupertino, California, on 1 April 1976.", "Was für ein schöner Tag!", "L'été sera-t-il chaud cette année ?",
    "El niño comió 3 manzanas y 1/2 pera.", "Привет, как дела?", "これは日本語の文です。", "你好，世界", "안녕하세요", "مرحبا بالعالم", "🎉 100% :-) #wow",
    "for (int i = 0; i < 10; ++i) sum += i;", "  two  spaces and\ta tab ", "DON'T SHOUT, it's rude!", "naïve café coöperation",
    "https://example.org/a?b=c&d=e", "The quick brown fox jumps over the lazy dog, and then it does so again and again."};

struct Inputs {
    std::vector<ForwardInput> lines;
    std::string file;               ///< the same texts, one a line
    std::string decoderIds;         ///< "0,7,9" for all of them; empty: there is no decoder that asks for some
};

bool needsDecoderIds(const ModelConfig& config) {
    return config.family == "t5" && (config.architecture == "T5Model" || config.architecture == "T5ForConditionalGeneration");
}

/// Positions that a prompt or prefix takes from each text: as its adapter says, which is the model or lies in its folder.
std::int64_t positionsTaken(const fs::path& source) {
    for (const auto& folder : {source, source / "adapter"}) {
        if (!fs::exists(folder / kAdapterConfig)) continue;
        const auto config = readJsonFile(folder / kAdapterConfig).value();
        const auto found = config.find("num_virtual_tokens");
        return found != config.end() && found->is_number_unsigned() ? found->get<std::int64_t>() : 0;
    }
    return 0;
}

/// The texts that the model can read.
Inputs inputsFor(const fs::path& source) {
    const auto tokenizer = loadTokenizer(source).value();
    const auto config = readModelConfig(source).value();
    const auto most = config.maxPositions - positionsTaken(source);
    Inputs inputs;
    for (const char* text : kTexts) {
        auto encoding = tokenizer->encode(text);
        if (encoding.ids.empty() || static_cast<std::int64_t>(encoding.ids.size()) > most) continue;
        inputs.lines.push_back({.ids = std::move(encoding.ids), .typeIds = std::move(encoding.typeIds)});
        inputs.file += std::string(text) + "\n";
    }
    if (inputs.lines.empty()) failBadInput("the tokenizer makes nothing of the texts that an export is checked with", source.string(), "use the tokenizer that came with the model");
    if (!needsDecoderIds(config)) return inputs;
    std::vector<std::int32_t> ids {0};
    ids.insert(ids.end(), inputs.lines.front().ids.begin(), inputs.lines.front().ids.end());
    for (const auto id : ids) inputs.decoderIds += (inputs.decoderIds.empty() ? "" : ",") + std::to_string(id);
    for (auto& line : inputs.lines) line.decoderIds = ids;
    return inputs;
}

std::vector<float> floatsOf(const TensorView& tensor) {
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(float));
    return values;
}

/// ‖a − b‖ and ‖a‖ over all that was seen.
struct Distance {
    double apart = 0, size = 0;
    void add(const std::vector<float>& expected, const std::vector<float>& found) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const double gap = static_cast<double>(expected[i]) - found[i];
            apart += gap * gap;
            size += static_cast<double>(expected[i]) * expected[i];
        }
    }
    double relative() const { return std::sqrt(apart) / std::max(std::sqrt(size), 1e-12); }
};

ExportComparison compare(const fs::path& ours, const fs::path& theirs) {
    const auto expected = SafetensorsFile::open(ours).value(), found = SafetensorsFile::open(theirs).value();
    ExportComparison result;
    Distance distance;
    for (const auto& [name, tensor] : expected.tensors()) {
        const auto other = found.tensors().find(name);
        if (other == found.tensors().end() || other->second.shape != tensor.shape)
            fail(ErrorKind::Failed, "read again, it gives no " + name + " of the same shape: its tokenizer or its head is another");
        distance.add(floatsOf(tensor), floatsOf(other->second));
        result.values += static_cast<std::int64_t>(tensor.bytes.size() / sizeof(float));
    }
    result.difference = distance.relative();
    return result;
}

}

ExportComparison compareExport(Workspace::Parts& parts, const fs::path& source, const fs::path& exported, const fs::path& scratch) {
    const auto inputs = inputsFor(source);
    const auto texts = scratch / "texts.txt", ours = scratch / "ours.safetensors", theirs = scratch / "theirs.safetensors";
    compute().value()->forward(source, inputs.lines, ours, parts.options.device, parts.threads()).value();
    writeFileAtomically(texts, inputs.file);
    std::vector<std::string> arguments {"forward", exported.string(), "--file", texts.string(), "--output", theirs.string(), "--workspace", parts.folder.string(),
                                        "--device", parts.options.device, "--threads", std::to_string(parts.threads())};
    if (!inputs.decoderIds.empty()) arguments.insert(arguments.end(), {"--decoder-ids", inputs.decoderIds});
    runOwnProgram(arguments, scratch);
    auto comparison = compare(ours, theirs);
    comparison.texts = static_cast<std::int64_t>(inputs.lines.size());
    return comparison;
}

}
