// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/forward.h"

#include "engine/models/head_kind.h"
#include "engine/models/model.h"
#include "engine/training/tensor_file.h"

#include <c10/core/InferenceMode.h>

namespace espalier {
namespace {

TokenizedExample checkedExample(const ForwardInput& input, const ModelConfig& config, std::size_t line) {
    const std::string where = "line " + std::to_string(line + 1);
    if (input.ids.empty()) failBadInput("there is no token", where);
    if (static_cast<std::int64_t>(input.ids.size()) > config.maxPositions) {
        failBadInput(std::to_string(input.ids.size()) + " tokens are more than the model's " + std::to_string(config.maxPositions), where, "shorten the text");
    }
    if (!input.typeIds.empty() && input.typeIds.size() != input.ids.size()) failBadInput("there must be as many type ids as ids", where);
    for (const auto id : input.ids) {
        if (id < 0 || id >= config.vocabularySize) {
            failBadInput("token id " + std::to_string(id) + " is not in the vocabulary", where, "ids go from 0 to " + std::to_string(config.vocabularySize - 1));
        }
    }
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

}

std::vector<NamedShape> forwardLines(const std::filesystem::path& modelFolder, const std::vector<ForwardInput>& inputs,
                                     const std::filesystem::path& output, const c10::Device& device) {
    auto loaded = loadModel(modelFolder).value();
    auto& model = *loaded.model;
    model.moveTo(device);
    const c10::InferenceMode inference;
    std::map<std::string, at::Tensor> tensors;
    std::vector<NamedShape> shapes;
    for (std::size_t line = 0; line < inputs.size(); ++line) {
        const auto example = checkedExample(inputs[line], model.config(), line);
        const auto batch = toPackedBatch(packSequences({example}, {0}), device);
        for (const auto& [field, tensor] : fields(model.forward(batch, {.headOnly = false}), model.config())) {
            const auto name = field + "." + std::to_string(line);
            tensors[name] = tensor.to(at::kCPU, at::kFloat);
            shapes.push_back({name, tensor.sizes().vec()});
        }
    }
    writeTensors(output, tensors);
    return shapes;
}

}
