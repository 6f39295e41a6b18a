// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/prefix.h"

#include "engine/strategies/drawing.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/prefix_extension.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>

namespace espalier {
namespace {

/// Indices of the parameters whose slot is an attention's, from the lowest layer up.
std::vector<std::size_t> attentions(Model& model) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < model.parameters().size(); ++i)
        if (model.parameters()[i].attention) found.push_back(i);
    if (found.empty())
        failBadInput("prefixes can't be put into a " + model.config().architecture + ": "
                         + (model.config().family == "t5"
                                ? "they stand before the keys of a decoder, and it has none"
                                : "its attention reads how far a key stands from a query, and "
                                  "a prefix stands nowhere"),
                     "strategy.kind", "use the strategy lora or prompt");
    return found;
}

std::shared_ptr<PrefixSource> insertSource(Model& model, const std::vector<std::size_t>& layers, const Recipe& recipe,
                                           nn::ParameterList& learning) {
    const auto count = static_cast<std::int64_t>(strategySetting(recipe, "tokens"));
    const std::int64_t own = model.parameters()[layers.front()].attention->width,
                       width = static_cast<std::int64_t>(layers.size()) * 2 * own;
    const std::uint64_t seed = recipe.training.seed;
    const auto insert = [&](const std::string& name, const at::Tensor& value) {
        return learning.emplace_back(insertParameter(model, name, value, layers.front())).value;
    };
    const auto linear = [&](const std::string& name, std::int64_t in, std::int64_t out) {
        const at::Tensor weight = insert(name + ".weight", drawUniform(name + ".weight", {out, in}, seed));
        return nn::Linear {weight, insert(name + ".bias", at::zeros({out}, at::TensorOptions(at::kFloat)))};
    };
    auto source = std::make_shared<PrefixSource>();
    source->pass = model.pass();
    const bool projected = strategySetting(recipe, "projection") > 0;
    // As PEFT, which takes the standard normal of a fresh nn.Embedding.
    source->embedding = insert(kPromptName, drawNormal(kPromptName, {count, projected ? own : width}, 1, seed));
    if (projected) {
        const auto inner = static_cast<std::int64_t>(strategySetting(recipe, "projection_size"));
        source->inner = linear("prefix.transform.0", own, inner);
        source->outer = linear("prefix.transform.2", inner, width);
    }
    return source;
}

}

std::vector<ParameterGroup> PrefixStrategy::choose(Model& model, const Recipe& recipe) const {
    nn::ParameterList learning = headParameters(model);
    const auto layers = attentions(model);
    const auto source = insertSource(model, layers, recipe, learning);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        nn::AttentionSlot& slot = *model.parameters()[layers[i]].attention;
        slot.extension = makePrefixExtension(source, static_cast<std::int64_t>(i), slot.width);
    }
    model.virtualTokens() = {.count = source->embedding.size(0), .vectors = {}};
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

std::int64_t PrefixStrategy::positionsTaken(const Recipe& recipe) const {
    return static_cast<std::int64_t>(strategySetting(recipe, "tokens"));
}

std::optional<PeftAdapter> PrefixStrategy::peftAdapter(Model& model, const Recipe& recipe) const {
    const at::NoGradGuard noGrad;
    const auto layers = attentions(model);
    // PEFT has a prefix for each layer that is applied, not for each that has weights of its own; and to the layers of
    // an encoder–decoder it hands out but every second one.
    if (static_cast<std::int64_t>(layers.size()) != model.config().layers || model.config().family == "t5")
        return std::nullopt;
    PrefixSource source;
    for (const nn::Parameter& parameter : model.parameters()) {
        if (parameter.name == kPromptName) source.embedding = parameter.value;
        if (parameter.name == "prefix.transform.0.weight") source.inner.weight = parameter.value;
        if (parameter.name == "prefix.transform.0.bias") source.inner.bias = parameter.value;
        if (parameter.name == "prefix.transform.2.weight") source.outer.weight = parameter.value;
        if (parameter.name == "prefix.transform.2.bias") source.outer.bias = parameter.value;
    }
    PeftAdapter adapter = promptAdapterOf(model, "PREFIX_TUNING", positionsTaken(recipe));
    adapter.tensors[kPromptName] = source.values();
    // Of models whose heads share keys PEFT counts the keys' heads.
    const std::int64_t width = model.parameters()[layers.front()].attention->width,
                       size = model.config().hiddenSize / model.config().heads;
    adapter.config["token_dim"] = width;
    adapter.config["num_attention_heads"] = width / size;
    // The network has done its work: what it makes is what is kept, as PEFT does.
    adapter.config["prefix_projection"] = false;
    adapter.config["encoder_hidden_size"] = width;
    return adapter;
}

}
