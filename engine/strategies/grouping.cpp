// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/grouping.h"

namespace espalier {
namespace {

void addGroup(std::vector<ParameterGroup>& groups, const nn::ParameterList& parameters, bool decays,
              double rate, double weightDecay) {
    ParameterGroup group {.parameters = {}, .rate = rate, .weightDecay = weightDecay};
    for (const auto& parameter : parameters) {
        if (parameter.decays == decays) group.parameters.push_back(parameter);
    }
    if (!group.parameters.empty()) groups.push_back(std::move(group));
}

}

void addGroups(std::vector<ParameterGroup>& groups, const nn::ParameterList& parameters, double rate,
               double weightDecay) {
    for (const auto& parameter : parameters) parameter.value.set_requires_grad(true);
    addGroup(groups, parameters, true, rate, weightDecay);
    addGroup(groups, parameters, false, rate, 0);
}

bool isBodyPooler(const std::string& parameter) {
    return parameter.find(".pooler.") != std::string::npos;
}

bool isClassifier(const nn::Parameter& parameter) {
    return parameter.isHead && !isBodyPooler(parameter.name);
}

double strategySetting(const Recipe& recipe, const std::string& name) {
    const auto found = recipe.strategy.settings.find(name);
    if (found != recipe.strategy.settings.end()) return found->second;
    if (const auto* info = findStrategyInfo(recipe.strategy.kind)) {
        for (const auto& setting : info->settings) {
            if (setting.field == name || setting.field.ends_with("." + name)) return setting.standard;
        }
    }
    failBadInput("strategy " + recipe.strategy.kind + " has no setting " + name, "strategy.settings");
}

}
