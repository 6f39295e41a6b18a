// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

#include <functional>

namespace espalier {

/// Asked between batches of long work; false: leave off.
using Proceed = std::function<bool()>;

/// The examples of one split and, once the body is known to stay frozen, what the head reads of each.
struct ExampleSet {
    std::vector<TokenizedExample> examples;
    /// (rows, hidden), or (tokens, hidden) where the head reads every token, on the model's device; undefined: the whole
    /// model runs each time.
    at::Tensor features {};
    std::vector<std::int64_t> featureOffsets {}; ///< (rows + 1): where each row's features begin
    std::int64_t size() const { return static_cast<std::int64_t>(examples.size()); }
};

/// Logits of the rows at `indices`, (rows or tokens, labels), in their order.
at::Tensor forwardRows(Model& model, const ExampleSet& set, const std::vector<std::int64_t>& indices,
                       const c10::Device& device, const ForwardOptions& options);

/// Fills `set.features`, one a row or one a token, by one pass without dropout. Calls `proceed(rows done)` between
/// batches; false where that said no (nothing is filled then).
bool computeFeatures(Model& model, ExampleSet& set, bool perToken, const c10::Device& device,
                     const std::function<bool(std::int64_t done)>& proceed);

}
