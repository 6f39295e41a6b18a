// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"

namespace espalier {

/// The names that a family's checkpoint has for the weights of one layer, in full.
struct EncoderLayerPlan {
    std::string query, key, value, attentionOutput, attentionNorm, intermediate, output, outputNorm;
    int depth = 1; ///< of the weights: 1 for the lowest
};

/// In what one family's post-norm encoder differs from the others': names, sizes, rates of dropout.
struct EncoderPlan {
    std::string prefix; ///< before every name: "" or "bert."
    std::int64_t embeddingSize = 0;
    std::int64_t positionRows = 0, typeRows = 0; ///< of the tables; 0: there is no such table
    std::int64_t paddingRow = -1; ///< of the word table, which never learns; < 0: none
    /// Positions are counted from paddingRow + 1 over the words that are not padding, whose position is paddingRow
    /// (fairseq's way); that row of the position table doesn't learn either.
    bool positionsAfterPadding = false;
    std::string projection; ///< linear layer from the embeddings to the hidden size; empty: none
    std::vector<EncoderLayerPlan> weights;
    std::vector<std::size_t> order; ///< which of `weights` each layer applies
    /// < 0: the family has no dropout there.
    double embeddingDropout = -1, probabilityDropout = -1, attentionDropout = -1, outputDropout = -1;

    /// Depth of the uppermost weights.
    int depth() const { return weights.empty() ? 0 : weights.back().depth; }
    /// Number of layers applied.
    int layers() const { return static_cast<int>(order.size()); }
};

/// BERT's own; the other families change what they have otherwise.
EncoderPlan bertLikePlan(const ModelConfig& config, const std::string& prefix);

/// What stands before a body's weights in the architecture's checkpoint: nothing in the bare body's.
std::string bodyPrefix(const ModelConfig& config, const std::string& name);

}
