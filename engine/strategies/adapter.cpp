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

    at::Tensor apply(const at::Tensor& output, const at::Tensor& input, const nn::LayerNorm& norm) const override {
        return output + nn::linear(narrow(read(output, input, norm)), up) * scale;
    }

private:
    at::Tensor read(const at::Tensor& output, const at::Tensor& input, const nn::LayerNorm& norm) const {
        if (placement == Placement::Parallel) return input;
        return placement == Placement::Pfeiffer ? nn::layerNorm(output + input, norm) : output;
    }
    at::Tensor narrow(const at::Tensor& x) const {
        return nn::biasActivation(nn::product(x, down), down.bias, activation);
    }
};

/// A bottleneck that starts as no change: D drawn, U zero.
void insertBottleneck(Model& model, std::size_t norm, const Recipe& recipe, nn::ParameterList& learning) {
    const std::string normName = model.parameters()[norm].name, place = normName.substr(0, normName.rfind(".weight"));
    const std::string name = place.substr(0, place.rfind('.') + 1) + "adapter.";
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
    bool any = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto slot = model.parameters()[i].sublayer;
        if (!slot || (!everywhere && slot->kind != nn::Sublayer::FeedForward)) continue;
        insertBottleneck(model, i, recipe, learning);
        any = true;
    }
    if (!any)
        failBadInput("adapters can't be put into a " + model.config().family + " model", "strategy.kind",
                     "use the strategy lora");
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

}
