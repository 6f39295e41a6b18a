// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/encoder_plan.h"
#include "engine/models/model.h"
#include "engine/nn/activation.h"
#include "engine/nn/attention.h"
#include "engine/nn/embedding.h"
#include "engine/nn/parameter_builder.h"

#include <functional>

namespace espalier {

/// Weights of one layer.
struct EncoderLayer {
    nn::FusedWeights queryKeyValue;
    std::vector<at::Tensor> queryKeyValueBiases;
    nn::Linear attentionOutput, intermediate, output;
    nn::LayerNorm attentionNorm, outputNorm;
    std::shared_ptr<nn::AttentionSlot> attentionSlot; ///< null where attention is a variant
    int depth = 1;
};

/// What a family computes instead of plain attention; it holds the weights that this takes.
class AttentionVariant {
public:
    virtual ~AttentionVariant() = default;
    /// What all layers of a pass share.
    virtual at::Tensor prepare() const = 0;
    /// As nn::attention. `dropout` is for what prepare() made.
    virtual at::Tensor attend(const nn::AttentionInputs& inputs, const EncoderLayer& layer, const at::Tensor& prepared,
                              const kernels::Dropout& dropout) const = 0;
};

using AttentionMaker
    = std::function<std::unique_ptr<AttentionVariant>(const ModelConfig&, const EncoderPlan&, nn::ParameterBuilder&)>;

/// Embeddings and post-norm layers on a packed stream, without pooler and head: BERT's (Devlin et al. 2018) and those
/// of the families that came of it.
class Encoder {
public:
    /// `attention`: makes what the family has instead of the plain one; its weights come after the layers'.
    Encoder(const ModelConfig& config, EncoderPlan plan, nn::ParameterBuilder& builder,
            const AttentionMaker& attention = {});

    /// (T, hidden), or (S, hidden) of the first tokens alone, for which the last layer computes nothing else.
    /// `extensions`: the model's pass().
    at::Tensor forward(const PackedBatch& batch, const ForwardOptions& options, int lowestTrained, bool firstTokensOnly,
                       const std::shared_ptr<nn::Pass>& extensions) const;

    nn::Embeddings& embeddings() { return m_embeddings; }
    const EncoderPlan& plan() const { return m_plan; }
    /// To be called where parameters were moved to another device.
    void moved();

private:
    struct Pass;
    void buildEmbeddings(nn::ParameterBuilder& builder);
    void buildLayer(const EncoderLayerPlan& names, nn::ParameterBuilder& builder);
    at::Tensor embed(const Pass& pass) const;
    /// `states`: those of all tokens, and what the AttentionVariant made where there is one.
    at::Tensor attend(const EncoderLayer& layer, const std::vector<at::Tensor>& states, const at::Tensor& queries,
                      const Pass& pass, int number, bool firstTokensOnly) const;
    at::Tensor layerForward(const EncoderLayer& layer, const std::vector<at::Tensor>& states, const Pass& pass,
                            int number, bool firstTokensOnly) const;

    const ModelConfig m_config;
    const EncoderPlan m_plan;
    nn::Activation m_activation = nn::Activation::Gelu;
    nn::Embeddings m_embeddings;
    nn::Linear m_projection;
    std::vector<EncoderLayer> m_layers;
    std::unique_ptr<AttentionVariant> m_attention;
};

/// The positions that fairseq counts: paddingId + 1, paddingId + 2 … over the tokens that are not padding.
at::Tensor positionsAfterPadding(const PackedBatch& batch, std::int64_t paddingId);

}
