// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace espalier {

inline const std::string kAllLinear = "all-linear";

/// "query, value" → its parts, without spaces; none of an empty text.
std::vector<std::string> namesOf(const std::string& list);

/// True where a layer's name is `target` or ends with ".target", as PEFT matches.
bool isTarget(const std::string& layer, const std::string& target);

/// Name of the layer that a parameter is the weight of: without ".weight".
std::string layerName(const nn::Parameter& parameter);

/// Indices of the weights of linear layers that `targets` name, without those of the head that learn anyway. Throws
/// Exception where a target is no layer's (lists those there are).
std::vector<std::size_t> targetedLayers(Model& model, const std::vector<std::string>& targets);

/// What PEFT's tables name for a family where the user says nothing. Throws Exception where there is no entry.
std::vector<std::string> standardLoraTargets(const ModelConfig& config);
struct Ia3Targets {
    std::vector<std::string> all, feedForward;
};
Ia3Targets standardIa3Targets(const ModelConfig& config);

}
