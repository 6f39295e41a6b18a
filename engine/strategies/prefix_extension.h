// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/attention.h"
#include "engine/nn/linear.h"

namespace espalier {

/// The keys and values that all layers share the making of.
class PrefixSource {
public:
    at::Tensor embedding; ///< (n, layers·2·width), or (n, width) where a network makes them of it
    nn::Linear inner, outer; ///< that network: outer(tanh(inner(embedding))); undefined: none
    std::shared_ptr<const nn::Pass> pass {}; ///< the model's

    bool isProjected() const { return inner.weight.defined(); }
    /// (n, layers·2·width): key and value of each layer side by side.
    at::Tensor values() const;
    /// (n, `width`) of one layer, key and value together. The network runs once a pass: for the first layer that asks.
    at::Tensor ofLayer(std::int64_t layer, std::int64_t width) const;

private:
    bool isNewPass(std::int64_t layer) const;
    mutable at::Tensor m_values;
    mutable std::int64_t m_layer = 0; ///< that asked last, in
    mutable nn::Pass m_pass;
};

/// Puts the keys and values of `layer` before each sequence's own; they are `width` wide each.
std::shared_ptr<const nn::AttentionExtension> makePrefixExtension(std::shared_ptr<const PrefixSource> source,
                                                                  std::int64_t layer, std::int64_t width);

}
