// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/targets.h"

#include "engine/strategies/grouping.h"

#include <algorithm>
#include <set>

namespace espalier {
namespace {

[[noreturn]] void failUnknown(Model& model, const std::string& target) {
    std::set<std::string> ends;
    for (const nn::Parameter& parameter : model.parameters()) {
        if (!parameter.linear || learnsAlways(parameter)) continue;
        const std::string name = layerName(parameter);
        ends.insert(name.substr(name.rfind('.') + 1));
    }
    std::string known;
    for (const std::string& end : ends)
        known += (known.empty() ? "" : ", ") + end;
    failBadInput("no layer of this model is called " + target, "strategy.targets",
                 "its linear layers are called " + known + "; or use " + kAllLinear);
}

[[noreturn]] void failNoStandard(const ModelConfig& config) {
    failBadInput("which layers to take is not known for the family " + config.family, "strategy.targets",
                 "name them, or use " + kAllLinear);
}

}

std::vector<std::string> namesOf(const std::string& list) {
    std::vector<std::string> names;
    std::string name;
    for (const char c : list + ",") {
        if (c == ' ' || c == '\t') continue;
        if (c != ',') {
            name += c;
        } else if (!name.empty()) {
            names.push_back(std::move(name));
            name.clear();
        }
    }
    return names;
}

bool isTarget(const std::string& layer, const std::string& target) {
    return layer == target || layer.ends_with("." + target);
}

std::string layerName(const nn::Parameter& parameter) {
    const std::string suffix = ".weight";
    return parameter.name.ends_with(suffix) ? parameter.name.substr(0, parameter.name.size() - suffix.size())
                                            : parameter.name;
}

std::vector<std::size_t> targetedLayers(Model& model, const std::vector<std::string>& targets) {
    std::vector<std::size_t> layers;
    std::set<std::string> unmatched(targets.begin(), targets.end());
    for (std::size_t i = 0; i < model.parameters().size(); ++i) {
        const nn::Parameter& parameter = model.parameters()[i];
        if (!parameter.linear || learnsAlways(parameter)) continue;
        const std::string name = layerName(parameter);
        bool wanted = false;
        for (const std::string& target : targets) {
            if (target != kAllLinear && !isTarget(name, target)) continue;
            unmatched.erase(target);
            wanted = true;
        }
        if (wanted) layers.push_back(i);
    }
    if (!unmatched.empty()) failUnknown(model, *unmatched.begin());
    return layers;
}

std::vector<std::string> standardLoraTargets(const ModelConfig& config) {
    // PEFT's TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING; DistilBERT, which it leaves out, by the same choice.
    static const std::map<std::string, std::vector<std::string>> table {
        {"bert", {"query", "value"}},
        {"roberta", {"query", "value"}},
        {"xlm-roberta", {"query", "value"}},
        {"electra", {"query", "value"}},
        {"albert", {"query", "value"}},
        {"distilbert", {"q_lin", "v_lin"}},
        {"deberta-v2", {"query_proj", "value_proj"}},
        {"gpt2", {"c_attn"}},
        {"t5", {"q", "v"}},
        {"mt5", {"q", "v"}},
        {"llama", {"q_proj", "v_proj"}},
        {"mistral", {"q_proj", "v_proj"}},
        {"qwen2", {"q_proj", "v_proj"}},
        {"gemma", {"q_proj", "v_proj"}},
    };
    const auto found = table.find(config.family);
    if (found == table.end()) failNoStandard(config);
    return found->second;
}

Ia3Targets standardIa3Targets(const ModelConfig& config) {
    // PEFT's TRANSFORMERS_MODELS_TO_IA3_TARGET_MODULES_MAPPING and …_FEEDFORWARD_MODULES_MAPPING.
    static const std::map<std::string, Ia3Targets> table {
        {"bert", {{"key", "value", "output.dense"}, {"output.dense"}}},
        {"roberta", {{"key", "value", "output.dense"}, {"output.dense"}}},
        {"xlm-roberta", {{"key", "value", "output.dense"}, {"output.dense"}}},
        {"electra", {{"key", "value", "output.dense"}, {"output.dense"}}},
        {"distilbert", {{"k_lin", "v_lin", "lin2"}, {"lin2"}}},
        {"deberta-v2", {{"key_proj", "value_proj", "output.dense"}, {"output.dense"}}},
        {"gpt2", {{"c_attn", "mlp.c_proj"}, {"mlp.c_proj"}}},
        {"t5", {{"k", "v", "wo"}, {"wo"}}},
        {"llama", {{"k_proj", "v_proj", "down_proj"}, {"down_proj"}}},
        {"mistral", {{"k_proj", "v_proj", "down_proj"}, {"down_proj"}}},
    };
    const auto found = table.find(config.family);
    if (found == table.end()) failNoStandard(config);
    return found->second;
}

}
