// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/inserted.h"

#include <ATen/core/grad_mode.h>

namespace espalier {

nn::Parameter& insertParameter(Model& model, const std::string& name, const at::Tensor& value, std::size_t beside) {
    nn::ParameterList& parameters = model.parameters();
    const nn::Parameter& owner = parameters[beside];
    nn::Parameter parameter {.name = name,
                             .value = value.detach().to(owner.value.device()),
                             .depth = owner.depth,
                             .decays = !name.ends_with("bias"),
                             .isHead = owner.isHead};
    parameter.isFresh = parameter.isInserted = true;
    parameters.push_back(std::move(parameter));
    return parameters.back();
}

void removeInserted(Model& model) {
    nn::ParameterList& parameters = model.parameters();
    for (nn::Parameter& parameter : parameters) {
        if (parameter.linear) parameter.linear->extension = nullptr;
        if (parameter.sublayer) parameter.sublayer->extension = nullptr;
        if (parameter.attention) parameter.attention->extension = nullptr;
    }
    model.virtualTokens() = {};
    std::erase_if(parameters, [](const nn::Parameter& parameter) { return parameter.isInserted; });
}

std::vector<std::size_t> insertedParameters(Model& model) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < model.parameters().size(); ++i)
        if (model.parameters()[i].isInserted) found.push_back(i);
    return found;
}

MergedWeights::MergedWeights(Model& model) {
    const at::NoGradGuard noGrad;
    for (nn::Parameter& parameter : model.parameters()) {
        const auto& slot = parameter.linear;
        if (!slot || !slot->extension) continue;
        m_kept.push_back(
            {slot, slot->extension, slot->weight.clone(), slot->bias.defined() ? slot->bias.clone() : at::Tensor()});
        slot->extension->merge();
        slot->extension = nullptr;
    }
}

MergedWeights::~MergedWeights() {
    const at::NoGradGuard noGrad;
    for (const Kept& kept : m_kept) {
        kept.slot->weight.copy_(kept.weight);
        if (kept.bias.defined()) kept.slot->bias.copy_(kept.bias);
        kept.slot->extension = kept.extension;
    }
}

}
