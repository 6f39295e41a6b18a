// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

namespace espalier {

/// Adds a parameter of a strategy's own to the model's list, on the device of `beside`, the weight it belongs to, with
/// its depth, and of the head where that is.
nn::Parameter& insertParameter(Model& model, const std::string& name, const at::Tensor& value, std::size_t beside);

/// Empties every slot of the model and drops the parameters that strategies inserted.
void removeInserted(Model& model);

/// Indices of the model's parameters that strategies inserted.
std::vector<std::size_t> insertedParameters(Model& model);

/// While it lives, what was put into linear layers is folded into their weights, as good as it gets in float32, and its
/// slots are empty; afterwards all is exactly as before.
class MergedWeights {
public:
    explicit MergedWeights(Model& model);
    ~MergedWeights();
    MergedWeights(const MergedWeights&) = delete;
    MergedWeights& operator=(const MergedWeights&) = delete;

private:
    struct Kept {
        std::shared_ptr<nn::LinearSlot> slot;
        std::shared_ptr<const nn::LinearExtension> extension;
        at::Tensor weight, bias;
    };
    std::vector<Kept> m_kept;
};

}
