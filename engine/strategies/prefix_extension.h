// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/attention.h"
#include "engine/nn/linear.h"

namespace espalier {

/// The keys and values that all layers share the making of.
class PrefixSource {
public:
    at::Tensor embedding; ///< (n, layers·2·hidden), or (n, hidden) where a network makes them of it
    nn::Linear inner, outer; ///< that network: outer(tanh(inner(embedding))); undefined: none

    bool isProjected() const { return inner.weight.defined(); }
    /// (n, layers·2·hidden): key and value of each layer side by side.
    at::Tensor values() const;
    /// (n, 2·hidden) of one layer. The network runs once a pass: when layer 0 asks.
    at::Tensor ofLayer(std::int64_t layer, std::int64_t width) const;

private:
    mutable at::Tensor m_values;
};

/// Puts the keys and values of `layer` before each sequence's own.
std::shared_ptr<const nn::AttentionExtension> makePrefixExtension(std::shared_ptr<const PrefixSource> source,
                                                                  std::int64_t layer);

}
