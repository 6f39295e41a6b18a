// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/dropout_at.h"
#include "engine/models/model.h"
#include "engine/nn/activation.h"
#include "engine/nn/embedding.h"
#include "engine/nn/parameter_builder.h"
#include "engine/nn/sequences.h"

namespace espalier {

/// Embeddings and layers of BERT on a packed stream, without pooler and head.
class BertEncoder {
public:
    /// `prefix`: "" or "bert.", before every parameter's name.
    BertEncoder(const ModelConfig& config, const std::string& prefix, nn::ParameterBuilder& builder);

    /// (T, hidden), or (S, hidden) of the first tokens alone, for which the last layer computes nothing else.
    at::Tensor forward(const PackedBatch& batch, const ForwardOptions& options, int lowestTrained,
                       bool firstTokensOnly) const;

    nn::Embeddings& embeddings() { return m_embeddings; }
    /// To be called where parameters were moved to another device.
    void fuseAgain();

private:
    struct Layer {
        nn::FusedWeights queryKeyValue;
        std::vector<at::Tensor> queryKeyValueBiases;
        nn::Linear attentionOutput, intermediate, output;
        nn::LayerNorm attentionNorm, outputNorm;
    };
    struct Pass;
    at::Tensor layerForward(const Layer& layer, const at::Tensor& hidden, const Pass& pass, int depth,
                            bool firstTokensOnly) const;

    const ModelConfig m_config;
    nn::Activation m_activation = nn::Activation::Gelu;
    nn::Embeddings m_embeddings;
    std::vector<Layer> m_layers;
};

}
