// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

/// Lets `parameters` learn at `rate` and appends them as up to two groups: those that decay by `weightDecay`, and
/// biases and norm weights, which don't.
void addGroups(std::vector<ParameterGroup>& groups, const nn::ParameterList& parameters, double rate,
               double weightDecay);

/// True for the pooler that is the body's own (bert.pooler.dense.weight); a head may have one too (pooler.dense.weight).
bool isBodyPooler(const std::string& parameter);

/// True for what sits on top of the body in Transformers' classes: the classifier, not the body's pooler.
bool isClassifier(const nn::Parameter& parameter);

/// True for what learns whatever else stays as it is: the head of a task, and any part of a head that was drawn, not
/// read. A pretrained language-model head is not such a one.
bool learnsAlways(const nn::Parameter& parameter);

/// The parameters that learnsAlways() names.
nn::ParameterList headParameters(Model& model);

/// A strategy's setting as the recipe has it, else its standard value.
double strategySetting(const Recipe& recipe, const std::string& name);
std::string strategyText(const Recipe& recipe, const std::string& name);

}
