// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/ia3.h"

#include "engine/nn/low_rank.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/targets.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>

#include <algorithm>

namespace espalier {
namespace {

/// l ⊙ (W·x + b), by the columns of a product to which b is yet to be added.
class ScaledOutput final : public nn::LinearExtension {
public:
    ScaledOutput(const nn::LinearSlot& slot, at::Tensor factors)
        : m_weight(slot.weight), m_bias(slot.bias), m_inputsFirst(slot.inputsFirst), m_factors(std::move(factors)) { }

    at::Tensor output(const at::Tensor&, const at::Tensor& y, std::int64_t first) const override {
        const at::Tensor factors = m_factors.squeeze(1);
        at::Tensor mine = y.narrow(1, first, factors.size(0)) * factors;
        if (m_bias.defined()) mine = mine + m_bias * (factors - 1);
        return nn::replaceColumns(y, mine, first);
    }

    void merge() const override {
        m_weight.mul_(m_inputsFirst ? m_factors.t() : m_factors);
        if (m_bias.defined()) m_bias.mul_(m_factors.squeeze(1));
    }

private:
    at::Tensor m_weight, m_bias;
    bool m_inputsFirst;
    at::Tensor m_factors; ///< (out, 1)
};

/// W·(l ⊙ x) + b.
class ScaledInput final : public nn::LinearExtension {
public:
    ScaledInput(const nn::LinearSlot& slot, at::Tensor factors)
        : m_weight(slot.weight), m_inputsFirst(slot.inputsFirst), m_factors(std::move(factors)) { }

    at::Tensor input(const at::Tensor& x) const override { return x * m_factors; }
    at::Tensor output(const at::Tensor&, const at::Tensor& y, std::int64_t) const override { return y; }
    void merge() const override { m_weight.mul_(m_inputsFirst ? m_factors.t() : m_factors); }

private:
    at::Tensor m_weight;
    bool m_inputsFirst;
    at::Tensor m_factors; ///< (1, in)
};

Ia3Targets targetsOf(const Model& model, const Recipe& recipe) {
    Ia3Targets named {namesOf(strategyText(recipe, "targets")), namesOf(strategyText(recipe, "feedforward"))};
    return named.all.empty() ? standardIa3Targets(model.config()) : named;
}

void insertFactors(Model& model, std::size_t layer, bool isFeedForward, nn::ParameterList& learning) {
    const std::shared_ptr<nn::LinearSlot> slot = model.parameters()[layer].linear;
    const std::string name = layerName(model.parameters()[layer]);
    if (isFeedForward && slot->isFused)
        failBadInput("the input of " + name + " is shared with other layers and can't be scaled for it alone",
                     "strategy.feedforward", "leave it out there, so that its output is scaled");
    // PEFT keeps them as a column or a row.
    const auto shape = isFeedForward ? std::vector<std::int64_t> {1, slot->inputs()}
                                     : std::vector<std::int64_t> {slot->outputs(), 1};
    learning.push_back(insertParameter(model, name + ".ia3_l", at::ones(shape, at::TensorOptions(at::kFloat)), layer));
    const at::Tensor factors = learning.back().value;
    if (isFeedForward)
        slot->extension = std::make_shared<const ScaledInput>(*slot, factors);
    else
        slot->extension = std::make_shared<const ScaledOutput>(*slot, factors);
}

}

std::vector<ParameterGroup> Ia3Strategy::choose(Model& model, const Recipe& recipe) const {
    const Ia3Targets targets = targetsOf(model, recipe);
    nn::ParameterList learning = headParameters(model);
    for (const std::size_t layer : targetedLayers(model, targets.all)) {
        const std::string name = layerName(model.parameters()[layer]);
        const bool isFeedForward = std::any_of(targets.feedForward.begin(), targets.feedForward.end(),
                                               [&](const std::string& target) { return isTarget(name, target); });
        insertFactors(model, layer, isFeedForward, learning);
    }
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

std::optional<PeftAdapter> Ia3Strategy::peftAdapter(Model& model, const Recipe& recipe) const {
    const Ia3Targets targets = targetsOf(model, recipe);
    PeftAdapter adapter = peftAdapterOf(model, "IA3");
    adapter.config["target_modules"] = targets.all;
    adapter.config["feedforward_modules"] = targets.feedForward;
    adapter.config["fan_in_fan_out"] = model.config().family == "gpt2";
    return adapter;
}

}
