// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/roberta.h"

#include "engine/models/encoder_model.h"

namespace espalier {

std::unique_ptr<Model> makeRoberta(ModelConfig config) {
    const std::string prefix = bodyPrefix(config, "roberta");
    EncoderPlan encoder = bertLikePlan(config, prefix);
    encoder.positionsAfterPadding = true;
    HeadPlan head = bertLikeHeads(config, prefix);
    // The classifier of texts has a layer of its own, and the body then no pooler.
    head.sequenceDense = "classifier.dense";
    head.sequenceClassifier = "classifier.out_proj";
    head.sequenceDenseDropout = head.sequenceDropout;
    head.maskedBias = "lm_head.bias";
    head.maskedDense = "lm_head.dense";
    head.maskedNorm = "lm_head.layer_norm";
    head.maskedActivation = nn::Activation::Gelu;
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head);
}

}
