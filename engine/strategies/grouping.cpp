// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/grouping.h"

#include <set>

namespace espalier {
namespace {

void addGroup(std::vector<ParameterGroup>& groups, const nn::ParameterList& parameters, bool decays, double rate,
              double weightDecay) {
    ParameterGroup group {.parameters = {}, .rate = rate, .weightDecay = weightDecay};
    for (const auto& parameter : parameters) {
        if (parameter.decays == decays) group.parameters.push_back(parameter);
    }
    if (!group.parameters.empty()) groups.push_back(std::move(group));
}

}

void addGroups(std::vector<ParameterGroup>& groups, const nn::ParameterList& parameters, double rate,
               double weightDecay) {
    for (const auto& parameter : parameters)
        parameter.value.set_requires_grad(true);
    addGroup(groups, parameters, true, rate, weightDecay);
    addGroup(groups, parameters, false, rate, 0);
}

bool isBodyPooler(const std::string& parameter) {
    return parameter.find(".pooler.") != std::string::npos;
}

bool isClassifier(const nn::Parameter& parameter) {
    return parameter.isHead && !isBodyPooler(parameter.name);
}

bool learnsAlways(const nn::Parameter& parameter) {
    // The heads that PEFT saves with an adapter, and DistilBERT's layer before its classifier.
    static const std::set<std::string> heads {"classifier", "pre_classifier", "score", "qa_outputs"};
    if (!parameter.isHead || parameter.isInserted) return false;
    return parameter.isFresh || heads.count(parameter.name.substr(0, parameter.name.find('.')));
}

nn::ParameterList headParameters(Model& model) {
    nn::ParameterList head;
    for (const nn::Parameter& parameter : model.parameters())
        if (learnsAlways(parameter)) head.push_back(parameter);
    return head;
}

double strategySetting(const Recipe& recipe, const std::string& name) {
    const auto found = recipe.strategy.settings.find(name);
    if (found != recipe.strategy.settings.end()) return found->second;
    const StrategyInfo* info = findStrategyInfo(recipe.strategy.kind);
    if (const SettingInfo* setting = info ? findSetting(*info, name) : nullptr) return setting->standard;
    failBadInput("strategy " + recipe.strategy.kind + " has no setting " + name, "strategy.settings");
}

std::string strategyText(const Recipe& recipe, const std::string& name) {
    const auto found = recipe.strategy.texts.find(name);
    if (found != recipe.strategy.texts.end()) return found->second;
    const StrategyInfo* info = findStrategyInfo(recipe.strategy.kind);
    if (const TextSettingInfo* setting = info ? findTextSetting(*info, name) : nullptr) return setting->standard;
    failBadInput("strategy " + recipe.strategy.kind + " has no setting " + name, "strategy.settings");
}

}
