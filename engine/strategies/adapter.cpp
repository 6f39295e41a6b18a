// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/adapter.h"

#include "engine/nn/activation.h"
#include "engine/nn/linear.h"
#include "engine/nn/norm.h"
#include "engine/strategies/drawing.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace espalier {
namespace {

enum class Placement { Houlsby, Pfeiffer, Parallel };

Placement placementOf(const Recipe& recipe) {
    const std::string text = strategyText(recipe, "placement");
    return text == "pfeiffer" ? Placement::Pfeiffer : text == "parallel" ? Placement::Parallel : Placement::Houlsby;
}

/// h + scale·U·f(D·x + d) + u, where x is what `placement` says it reads.
class Bottleneck final : public nn::SublayerExtension {
public:
    Placement placement = Placement::Houlsby;
    nn::Activation activation = nn::Activation::Relu;
    double scale = 1;
    nn::Linear down, up;

    at::Tensor apply(const nn::SublayerStates& states) const override {
        return states.output + nn::linear(narrow(read(states)), up) * scale;
    }

private:
    at::Tensor read(const nn::SublayerStates& states) const {
        if (placement == Placement::Parallel) return states.input;
        if (placement == Placement::Houlsby) return states.output;
        const at::Tensor sum = states.output + states.stream;
        return states.norm ? nn::layerNorm(sum, *states.norm) : sum;
    }
    at::Tensor narrow(const at::Tensor& x) const {
        return nn::biasActivation(nn::product(x, down), down.bias, activation);
    }
};

/// What an adapter's parameters are called by: the module that its norm stands in, and the half where both halves of a
/// layer have their norms in one.
std::string adapterName(Model& model, const nn::Parameter& norm) {
    const auto moduleOf = [](const std::string& name) {
        const std::string layer = name.substr(0, name.rfind(".weight"));
        return layer.substr(0, layer.rfind('.') + 1);
    };
    const std::string module = moduleOf(norm.name);
    const auto halves
        = std::count_if(model.parameters().begin(), model.parameters().end(),
                        [&](const nn::Parameter& other) { return other.sublayer && moduleOf(other.name) == module; });
    if (halves < 2) return module + "adapter.";
    return module + (norm.sublayer->kind == nn::Sublayer::Attention ? "attention_adapter." : "feed_forward_adapter.");
}

/// A bottleneck that starts as no change: D drawn, U zero.
void insertBottleneck(Model& model, std::size_t norm, const Recipe& recipe, nn::ParameterList& learning) {
    const std::string name = adapterName(model, model.parameters()[norm]);
    const std::int64_t hidden = model.parameters()[norm].value.size(0);
    const auto reduction = static_cast<std::int64_t>(strategySetting(recipe, "reduction"));
    const std::int64_t narrow = std::max<std::int64_t>(1, hidden / reduction);
    const at::Tensor start
        = drawNormal(name + "down.weight", {narrow, hidden}, model.config().initializerRange, recipe.training.seed);
    const auto insert = [&](const std::string& part, const at::Tensor& value) {
        return learning.emplace_back(insertParameter(model, name + part, value, norm)).value;
    };
    auto bottleneck = std::make_shared<Bottleneck>();
    bottleneck->placement = placementOf(recipe);
    bottleneck->scale = strategySetting(recipe, "scale");
    nn::activationFromName(strategyText(recipe, "activation"), bottleneck->activation);
    bottleneck->down = {insert("down.weight", start), insert("down.bias", at::zeros({narrow}, start.options()))};
    bottleneck->up = {insert("up.weight", at::zeros({hidden, narrow}, start.options())),
                      insert("up.bias", at::zeros({hidden}, start.options()))};
    model.parameters()[norm].sublayer->extension = std::move(bottleneck);
}

}

std::vector<ParameterGroup> AdapterStrategy::choose(Model& model, const Recipe& recipe) const {
    nn::ParameterList learning = headParameters(model);
    const bool everywhere = placementOf(recipe) == Placement::Houlsby;
    const std::size_t count = model.parameters().size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto slot = model.parameters()[i].sublayer;
        if (!slot || (!everywhere && slot->kind != nn::Sublayer::FeedForward)) continue;
        insertBottleneck(model, i, recipe, learning);
    }
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

}
