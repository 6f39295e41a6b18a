// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"
#include "engine/recipe/strategy_info.h"

#include <memory>
#include <optional>

namespace espalier {

/// Parameters that share a learning rate and weight decay. `rate` multiplies the recipe's learning rate.
struct ParameterGroup {
    nn::ParameterList parameters;
    double rate = 1, weightDecay = 0;
    // Before both of these it is as frozen.
    double startEpoch = 0;
    std::int64_t startStep = 0;
    int task = -1; ///< of several on one body: whose head it is, moved by that task's steps alone; < 0: by every step
};

/// What a strategy put into a model, as a folder that PEFT reads.
struct PeftAdapter {
    Json config; ///< adapter_config.json, but for the base model's name
    std::map<std::string, at::Tensor> tensors; ///< adapter_model.safetensors
};

/// Decides what of a model learns, and how fast; may put something of its own into it.
class Strategy {
public:
    virtual ~Strategy() = default;
    /// Takes out what a strategy put in before, sets requiresGrad on every parameter and returns those that learn,
    /// grouped by rate, decay and start.
    std::vector<ParameterGroup> prepare(Model& model, const Recipe& recipe) const;
    /// True where the body never changes, so that features() can be computed once.
    virtual bool bodyIsFrozen() const { return false; }
    /// What it put into a model that it prepared, for PEFT; nothing where PEFT has no such thing.
    virtual std::optional<PeftAdapter> peftAdapter(Model& model, const Recipe& recipe) const;

    /// Positions that it takes from each text.
    virtual std::int64_t positionsTaken(const Recipe&) const { return 0; }
    /// True where all that it put in can be multiplied into the model's own weights.
    virtual bool merges() const { return true; }

protected:
    /// The strategy's part of prepare(); nothing learns yet.
    virtual std::vector<ParameterGroup> choose(Model& model, const Recipe& recipe) const = 0;
};

/// Error where the kind is not known (lists those that are).
Result<std::unique_ptr<Strategy>> makeStrategy(const Recipe& recipe);

}
