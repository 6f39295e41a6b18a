// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/electra.h"

#include "engine/models/encoder_model.h"

namespace espalier {

std::unique_ptr<Model> makeElectra(ModelConfig config) {
    const std::string prefix = bodyPrefix(config, "electra");
    EncoderPlan encoder = bertLikePlan(config, prefix);
    if (config.embeddingWidth() != config.hiddenSize) encoder.projection = prefix + "embeddings_project";
    HeadPlan head = bertLikeHeads(config, prefix);
    head.pooler.clear();
    head.sequenceDense = "classifier.dense";
    head.sequenceClassifier = "classifier.out_proj";
    head.sequenceActivation = nn::Activation::Gelu;
    head.sequenceDenseDropout = head.sequenceDropout;
    head.maskedBias = "generator_lm_head.bias";
    head.maskedDense = "generator_predictions.dense";
    head.maskedNorm = "generator_predictions.LayerNorm";
    head.maskedActivation = nn::Activation::Gelu;
    head.replacedDense = "discriminator_predictions.dense";
    head.replacedClassifier = "discriminator_predictions.dense_prediction";
    head.replacedActivation = activationOf(config.activation);
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head);
}

}
