// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/compact_weights.h"
#include "engine/models/layer_checkpoint.h"
#include "engine/models/model.h"
#include "engine/nn/attention.h"
#include "engine/nn/key_value_cache.h"
#include "engine/nn/linear.h"

namespace espalier {

/// What all layers of one pass through a decoder share.
struct DecoderPass {
    ForwardOptions options;
    int lowestTrained = 0; ///< depth of the lowest parameter that learns
    nn::Offsets offsets; ///< of the stream's sequences
    /// Where given, the stream goes on from what the cache holds, and nothing is recorded for backward.
    nn::KeyValueCache* cache = nullptr;
    CompactWeights* compact = nullptr; ///< with a cache: weights of fewer bits; null: the model's own
    std::shared_ptr<nn::Pass> extensions {}; ///< the model's pass(); null where nothing learns

    /// What is frozen runs as it will in use: no dropout below the lowest parameter that learns.
    kernels::Dropout dropout(double configured, int depth, int place) const;
    /// Whether the pass goes by the layer of that depth.
    bool drops(int depth) const;
    at::Tensor product(const at::Tensor& x, const nn::FusedWeights& weights) const;
    at::Tensor product(const at::Tensor& x, const nn::Linear& layer) const; ///< without the bias
    at::Tensor product(const at::Tensor& x, const at::Tensor& weight) const;
    /// layer(inputs) at that depth, or its checkpoint (layer_checkpoint.h).
    at::Tensor compute(nn::Recomputable layer, const std::vector<at::Tensor>& inputs, int depth) const;
    /// Causal self-attention of the stream's tokens to each other and to the cache.
    at::Tensor attend(nn::AttentionInputs inputs, std::int64_t layer) const;
};

/// Lets the rows of an empty cache begin with the keys and values that a strategy put before those of each layer. The
/// list names the layers' attentions from the lowest up.
void beginCache(nn::KeyValueCache& cache, std::int64_t rows, const nn::ParameterList& parameters);

/// Offsets as the layers share them.
nn::Offsets sharedOffsets(const PackedBatch& batch);

/// Depth of the lowest parameter that learns; `above` where none does.
int lowestTrained(const nn::ParameterList& parameters, int above);

}
