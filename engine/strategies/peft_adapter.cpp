// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/peft_adapter.h"

#include "engine/base/file.h"
#include "engine/models/tensor_file.h"
#include "engine/strategies/grouping.h"

#include <set>

namespace espalier {
namespace {

/// PEFT's task_type of a class of Transformers; null where it has none.
Json taskType(const std::string& architecture) {
    static const std::pair<const char*, const char*> types[] {
        {"ForSequenceClassification", "SEQ_CLS"},
        {"ForTokenClassification", "TOKEN_CLS"},
        {"ForQuestionAnswering", "QUESTION_ANS"},
        {"ForCausalLM", "CAUSAL_LM"},
        {"LMHeadModel", "CAUSAL_LM"},
        {"ForConditionalGeneration", "SEQ_2_SEQ_LM"},
    };
    for (const auto& [suffix, type] : types)
        if (architecture.ends_with(suffix)) return type;
    return nullptr;
}

/// With the head's parameters under names that begin with `prefix`, and among the modules to save.
PeftAdapter withHead(Model& model, const std::string& type, const std::string& prefix) {
    PeftAdapter adapter;
    std::set<std::string> modules;
    for (const nn::Parameter& parameter : headParameters(model)) {
        adapter.tensors[prefix + parameter.name] = parameter.value;
        modules.insert(parameter.name.substr(0, parameter.name.rfind('.')));
    }
    adapter.config = {{"peft_type", type},
                      {"task_type", taskType(model.config().architecture)},
                      {"inference_mode", true},
                      {"modules_to_save", modules.empty() ? Json(nullptr) : Json(modules)}};
    return adapter;
}

}

PeftAdapter peftAdapterOf(Model& model, const std::string& type) {
    const std::string prefix = "base_model.model.";
    PeftAdapter adapter = withHead(model, type, prefix);
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.isInserted) adapter.tensors[prefix + parameter.name] = parameter.value;
    return adapter;
}

PeftAdapter promptAdapterOf(Model& model, const std::string& type, std::int64_t tokens) {
    PeftAdapter adapter = withHead(model, type, "base_model.");
    const ModelConfig& config = model.config();
    adapter.config["num_virtual_tokens"] = tokens;
    adapter.config["token_dim"] = config.hiddenSize;
    adapter.config["num_transformer_submodules"] = 1;
    adapter.config["num_attention_heads"] = config.heads;
    adapter.config["num_layers"] = config.layers;
    return adapter;
}

void writePeftAdapter(const PeftAdapter& adapter, const std::string& base, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    Json config = adapter.config;
    config["base_model_name_or_path"] = base;
    writeTensors(folder / "adapter_model.safetensors", adapter.tensors);
    writeFileAtomically(folder / "adapter_config.json", toText(config, 2) + "\n");
}

}
