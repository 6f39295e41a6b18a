// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/strategies/strategy_support.h"

#include "engine/base/random.h"

#include <ATen/core/grad_mode.h>

#include <stdexcept>

namespace espalier::testing {

Recipe recipeOf(const std::string& kind, std::map<std::string, double> settings,
                std::map<std::string, std::string> texts) {
    Recipe recipe;
    recipe.strategy = {kind, std::move(settings), std::move(texts)};
    recipe.training.weightDecay = 0.03;
    return recipe;
}

std::vector<std::string> learning(Model& model) {
    std::vector<std::string> names;
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.value.requires_grad()) names.push_back(parameter.name);
    return names;
}

const nn::Parameter& parameterNamed(Model& model, const std::string& name) {
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.name == name) return parameter;
    throw std::runtime_error("no parameter is called " + name);
}

at::Tensor someLogits(Model& model) {
    const at::NoGradGuard noGrad;
    return forwardRows(model, learnableRows(4, 3), {0, 1, 2, 3}, c10::Device(c10::kCPU), {});
}

void shake(Model& model, double size) {
    const at::NoGradGuard noGrad;
    for (nn::Parameter& parameter : model.parameters()) {
        if (!parameter.value.requires_grad()) continue;
        Random random(5, streamOf(parameter.name));
        auto values = parameter.value.view({-1});
        for (std::int64_t i = 0; i < values.numel(); ++i)
            values.data_ptr<float>()[i] += static_cast<float>(size * (2 * random.uniform() - 1));
    }
}

}
