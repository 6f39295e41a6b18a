// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/forward.h"

#include "engine/inference/generation_tokens.h"
#include "engine/models/head_kind.h"
#include "engine/models/tensor_file.h"
#include "engine/strategies/tuned_folder.h"

#include <c10/core/InferenceMode.h>

namespace espalier {
namespace {

void checkIds(const std::vector<std::int32_t>& ids, const ModelConfig& config, const std::string& where) {
    for (const auto id : ids) {
        if (id < 0 || id >= config.vocabularySize) {
            failBadInput("token id " + std::to_string(id) + " is not in the vocabulary", where, "ids go from 0 to " + std::to_string(config.vocabularySize - 1));
        }
    }
}

TokenizedExample checkedExample(const ForwardInput& input, const ModelConfig& config, std::size_t line) {
    const std::string where = "line " + std::to_string(line + 1);
    if (input.ids.empty()) failBadInput("there is no token", where);
    if (!config.isOpenEnded && static_cast<std::int64_t>(input.ids.size()) > config.maxPositions) {
        failBadInput(std::to_string(input.ids.size()) + " tokens are more than the model's " + std::to_string(config.maxPositions), where, "shorten the text");
    }
    if (!input.typeIds.empty() && input.typeIds.size() != input.ids.size()) failBadInput("there must be as many type ids as ids", where);
    checkIds(input.ids, config, where);
    for (const auto id : input.typeIds) {
        // A model that doesn't tell types apart doesn't read them.
        if (config.typeVocabularySize > 1 && (id < 0 || id >= config.typeVocabularySize)) failBadInput("type id " + std::to_string(id) + " is not one of the model's", where);
    }
    return {.ids = input.ids, .typeIds = input.typeIds};
}

/// The fields that Transformers' class returns for a batch of this one line.
std::map<std::string, at::Tensor> fields(const ModelOutput& output, const ModelConfig& config) {
    if (output.startLogits.defined()) return {{"start_logits", output.startLogits.unsqueeze(0)}, {"end_logits", output.endLogits.unsqueeze(0)}};
    if (output.relationLogits.defined()) return {{"prediction_logits", output.logits.unsqueeze(0)}, {"seq_relationship_logits", output.relationLogits}};
    if (output.logits.defined()) {
        const bool ofWholeText = headKind(config.architecture) == HeadKind::Sequence;
        return {{"logits", ofWholeText ? output.logits : output.logits.unsqueeze(0)}};
    }
    std::map<std::string, at::Tensor> named;
    if (output.lastHiddenState.defined()) named["last_hidden_state"] = output.lastHiddenState.unsqueeze(0);
    if (output.poolerOutput.defined()) named["pooler_output"] = output.poolerOutput;
    return named;
}

/// What an encoder–decoder's decoder reads with a line; null where nothing was given.
std::shared_ptr<const PackedBatch> decoderBatch(const ForwardInput& input, const ModelConfig& config, const std::filesystem::path& folder,
                                                std::size_t line, const c10::Device& device) {
    if (input.decoderIds.empty() && !input.decoderLacksStart) return nullptr;
    auto ids = input.decoderIds;
    if (input.decoderLacksStart) {
        const auto start = generationTokens(folder, config).start;
        if (start < 0) failBadInput("the model doesn't say which token its decoder starts with", "field decoder_start_token_id", "give --decoder-ids");
        ids.insert(ids.begin(), start);
    }
    checkIds(ids, config, "line " + std::to_string(line + 1) + " of the decoder");
    return std::make_shared<const PackedBatch>(toPackedBatch(packSequences({{.ids = ids}}, {0}), device));
}

std::map<std::string, at::Tensor> allFields(const ModelOutput& output, const ModelConfig& config) {
    auto named = fields(output, config);
    if (output.encoderLastHiddenState.defined()) named["encoder_last_hidden_state"] = output.encoderLastHiddenState.unsqueeze(0);
    return named;
}

}

std::vector<NamedShape> forwardLines(const std::filesystem::path& modelFolder, const std::vector<ForwardInput>& inputs,
                                     const std::filesystem::path& output, const c10::Device& device) {
    auto loaded = loadTuned(modelFolder).value();
    auto& model = *loaded.model;
    model.moveTo(device);
    const c10::InferenceMode inference;
    std::map<std::string, at::Tensor> tensors;
    std::vector<NamedShape> shapes;
    for (std::size_t line = 0; line < inputs.size(); ++line) {
        const auto example = checkedExample(inputs[line], model.config(), line);
        auto batch = toPackedBatch(packSequences({example}, {0}), device);
        batch.decoder = decoderBatch(inputs[line], model.config(), modelFolder, line, device);
        for (const auto& [field, tensor] : allFields(model.forward(batch, {.headOnly = false}), model.config())) {
            const auto name = field + "." + std::to_string(line);
            tensors[name] = tensor.to(at::kCPU, at::kFloat);
            shapes.push_back({name, tensor.sizes().vec()});
        }
    }
    writeTensors(output, tensors);
    return shapes;
}

}
