// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/peft_reader.h"

#include "engine/checkpoint/weights.h"
#include "engine/models/peft_folder.h"
#include "engine/strategies/low_rank_extension.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/strategy.h"
#include "engine/strategies/targets.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>

#include <cmath>

namespace espalier {
namespace {

class AdapterReader {
public:
    AdapterReader(Model& model, const std::filesystem::path& folder, KeptWeights* kept)
        : m_model(model), m_kept(kept), m_file((folder / "adapter_config.json").string()),
          m_config(readJsonFile(m_file).value()), m_weights(Weights::open(adapterWeights(folder)).value()) {
        if (!m_config.is_object()) failBadInput("this is not a JSON object", m_file);
        for (const auto& [name, tensor] : m_weights.tensors()) // but for the head that was there before
            if (name.find(".original_module.") == std::string::npos) m_names[adapterParameter(name)] = name;
    }

    std::vector<std::string> apply() {
        const at::NoGradGuard noGrad;
        const std::string type = text("peft_type");
        if (type == "LORA")
            addLowRanks();
        else if (type == "IA3")
            scaleLayers();
        else if (type == "PROMPT_TUNING")
            insertPrompt("prompt");
        else if (type == "PREFIX_TUNING")
            insertPrompt("prefix");
        else
            failBadInput("an adapter of the type \"" + type + "\" can't be used here", m_file + ", field peft_type",
                         "LORA, IA3, PROMPT_TUNING and PREFIX_TUNING can");
        while (!m_names.empty())
            replaceParameter(m_names.begin()->first);
        return std::move(m_set);
    }

private:
    std::string text(const char* field) const {
        const auto found = m_config.find(field);
        return found != m_config.end() && found->is_string() ? found->get<std::string>() : std::string();
    }
    double number(const char* field, double otherwise) const {
        const auto found = m_config.find(field);
        return found != m_config.end() && found->is_number() ? found->get<double>() : otherwise;
    }
    bool flag(const char* field) const {
        const auto found = m_config.find(field);
        return found != m_config.end() && found->is_boolean() && found->get<bool>();
    }

    nn::Parameter& parameter(const std::string& name, const std::string& tensor) {
        for (nn::Parameter& one : m_model.parameters())
            if (one.name == name) return one;
        failBadInput("the model has no \"" + name + "\", which the adapter is for", m_weights.where(tensor),
                     "check that base_model_name_or_path names the model that it was trained on");
    }

    /// The tensor of a parameter's name, which then counts as used; undefined where the file has none.
    at::Tensor take(const std::string& name) {
        const auto found = m_names.find(name);
        if (found == m_names.end()) return {};
        const std::string where = m_weights.where(found->second);
        const StoredTensor& stored = m_weights.tensors().at(found->second);
        const at::Tensor values = at::empty(stored.shape, at::TensorOptions(at::kFloat));
        readFloats(stored, {values.data_ptr<float>(), static_cast<std::size_t>(values.numel())}, where);
        m_names.erase(found);
        return values;
    }

    at::Tensor required(const std::string& name) {
        const at::Tensor tensor = take(name);
        if (!tensor.defined()) failBadInput("the adapter has no \"" + name + "\"", m_weights.path().string());
        return tensor;
    }

    /// Names of layers that have a tensor ending like this.
    std::vector<std::string> layersWith(const std::string& ending) const {
        std::vector<std::string> layers;
        for (const auto& entry : m_names)
            if (entry.first.ends_with(ending))
                layers.push_back(entry.first.substr(0, entry.first.size() - ending.size()));
        return layers;
    }

    void aboutToWrite(const at::Tensor& weight) {
        if (m_kept) m_kept->keep(weight);
    }

    nn::LinearSlot& slotOf(const std::string& layer, const std::string& ending) {
        const nn::Parameter& weight = parameter(layer + ".weight", m_names.at(layer + ending));
        if (!weight.linear) failBadInput("\"" + layer + "\" is no linear layer", m_weights.path().string());
        return *weight.linear;
    }

    [[noreturn]] void failShape(const std::string& layer) const {
        failBadInput("the adapter of \"" + layer + "\" does not fit that layer", m_weights.path().string(),
                     "check that base_model_name_or_path names the model that it was trained on");
    }

    /// alpha of a layer: alpha_pattern's, whose keys are ends of names, or that of all.
    double alphaOf(const std::string& layer) const {
        const auto pattern = m_config.find("alpha_pattern");
        if (pattern != m_config.end() && pattern->is_object())
            for (const auto& [name, alpha] : pattern->items())
                if (isTarget(layer, name) && alpha.is_number()) return alpha.get<double>();
        return number("lora_alpha", 8);
    }

    double scaleOf(const std::string& layer, std::int64_t rank) const {
        const auto size = static_cast<double>(rank);
        return alphaOf(layer) / (flag("use_rslora") ? std::sqrt(size) : size);
    }

    void addLowRanks() {
        for (const std::string& layer : layersWith(".lora_A.weight")) {
            nn::LinearSlot& slot = slotOf(layer, ".lora_A.weight");
            LowRank lowRank {.a = required(layer + ".lora_A.weight"), .b = required(layer + ".lora_B.weight")};
            if (lowRank.a.dim() != 2 || lowRank.b.dim() != 2 || lowRank.a.size(0) != lowRank.b.size(1)
                || lowRank.a.size(1) != slot.inputs() || lowRank.b.size(0) != slot.outputs())
                failShape(layer);
            lowRank.scale = scaleOf(layer, lowRank.a.size(0));
            lowRank.magnitude = take(layer + ".lora_magnitude_vector");
            if (lowRank.magnitude.defined()) lowRank.magnitude = lowRank.magnitude.flatten();
            if (lowRank.magnitude.defined() && lowRank.magnitude.size(0) != slot.outputs()) failShape(layer);
            aboutToWrite(slot.weight);
            makeLowRankExtension(parameter(layer + ".weight", {}).linear, lowRank, m_model.pass())->merge();
            if (const at::Tensor bias = take(layer + ".lora_B.bias"); bias.defined())
                addBias(slot, layer, bias, lowRank.scale);
        }
        if (const auto tables = layersWith(".lora_embedding_A"); !tables.empty())
            failBadInput("the adapter changes the table of words \"" + tables.front() + "\", which can't be done here",
                         m_weights.path().string(), "train it without embeddings among target_modules");
    }

    void addBias(nn::LinearSlot& slot, const std::string& layer, const at::Tensor& bias, double scale) {
        if (!slot.bias.defined() || bias.sizes() != slot.bias.sizes()) failShape(layer);
        aboutToWrite(slot.bias);
        slot.bias.add_(bias, scale);
    }

    /// IA³: a row of factors is of the inputs (feed-forward), a column of the outputs.
    void scaleLayers() {
        for (const std::string& layer : layersWith(".ia3_l")) {
            nn::LinearSlot& slot = slotOf(layer, ".ia3_l");
            const at::Tensor factors = required(layer + ".ia3_l");
            const bool isRow = factors.dim() == 2 && factors.size(0) == 1 && factors.size(1) == slot.inputs();
            const bool isColumn = factors.dim() == 2 && factors.size(1) == 1 && factors.size(0) == slot.outputs();
            if (!isRow && !isColumn) failShape(layer);
            aboutToWrite(slot.weight);
            slot.weight.mul_(slot.inputsFirst ? factors.t() : factors);
            if (!isColumn || !slot.bias.defined()) continue;
            aboutToWrite(slot.bias);
            slot.bias.mul_(factors.squeeze(1));
        }
    }

    /// PEFT keeps rows for the decoder of an encoder–decoder too, and uses those of the encoder alone.
    at::Tensor promptOfEncoder(const at::Tensor& rows) const {
        const auto count = static_cast<std::int64_t>(number("num_virtual_tokens", 0));
        const bool hasMore
            = number("num_transformer_submodules", 1) > 1 && rows.dim() == 2 && rows.size(0) == 2 * count;
        return hasMore ? rows.narrow(0, 0, count) : rows;
    }

    /// PEFT hands out the keys and values of an encoder–decoder two layers at a time, beginning anew after the last:
    /// layer i gets what was made for layer 2·i.
    at::Tensor prefixOfEach(const at::Tensor& rows) const {
        const std::int64_t layers = m_model.config().layers;
        if (number("num_transformer_submodules", 1) < 2 || rows.dim() != 2 || rows.size(1) % layers != 0) return rows;
        std::vector<at::Tensor> parts;
        for (std::int64_t layer = 0; layer < layers; ++layer)
            parts.push_back(rows.chunk(layers, 1)[static_cast<std::size_t>(2 * layer % layers)]);
        return at::cat(parts, 1);
    }

    /// What PEFT keeps of prompts and prefixes alike: a row for each virtual token.
    void insertPrompt(const std::string& kind) {
        const at::Tensor vectors
            = kind == "prefix" ? prefixOfEach(required(kPromptName)) : promptOfEncoder(required(kPromptName));
        Recipe recipe;
        recipe.strategy.kind = kind;
        recipe.strategy.settings["tokens"] = static_cast<double>(vectors.dim() == 2 ? vectors.size(0) : 0);
        for (const RecipeFinding& finding : validate(recipe))
            if (finding.field.starts_with("strategy.")) failBadInput(finding.message, m_file, finding.cure);
        makeStrategy(recipe).value()->prepare(m_model, recipe);
        for (const nn::Parameter& one : m_model.parameters())
            one.value.set_requires_grad(false);
        const nn::Parameter& rows = parameter(kPromptName, kPromptName);
        if (rows.value.sizes() != vectors.sizes()) failShape(kPromptName);
        rows.value.copy_(vectors);
    }

    /// A weight that was trained whole: the head, a bias.
    void replaceParameter(const std::string& name) {
        const nn::Parameter& target = parameter(name, m_names.at(name));
        const at::Tensor values = required(name);
        const bool hasOtherLabels = m_kept && target.isHead && values.dim() == target.value.dim()
            && values.sizes().slice(1) == target.value.sizes().slice(1);
        if (values.sizes() != target.value.sizes() && !hasOtherLabels) failShape(name);
        aboutToWrite(target.value);
        if (values.sizes() == target.value.sizes())
            target.value.copy_(values);
        else
            target.value.set_data(values.to(target.value.device()));
        m_set.push_back(name);
    }

    Model& m_model;
    KeptWeights* m_kept; ///< null: nobody asks for what was there before
    std::string m_file;
    Json m_config;
    Weights m_weights;
    std::map<std::string, std::string> m_names; ///< the file's, by the name of what they belong to; those not used yet
    std::vector<std::string> m_set;
};

}

std::vector<std::string> applyPeftAdapter(Model& model, const std::filesystem::path& folder, KeptWeights* kept) {
    return AdapterReader(model, folder, kept).apply();
}

}
