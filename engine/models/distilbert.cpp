// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/distilbert.h"

#include "engine/models/config_fields.h"
#include "engine/models/encoder_model.h"

namespace espalier {

std::unique_ptr<Model> makeDistilbert(ModelConfig config) {
    const ConfigFields fields(config.source, "config.json");
    const std::string prefix = bodyPrefix(config, "distilbert");
    EncoderPlan encoder = bertLikePlan(config, prefix);
    encoder.attentionDropout = -1;
    for (std::size_t i = 0; i < encoder.weights.size(); ++i) {
        const std::string base = prefix + "transformer.layer." + std::to_string(i) + ".";
        encoder.weights[i] = {base + "attention.q_lin",   base + "attention.k_lin",   base + "attention.v_lin",
                              base + "attention.out_lin", base + "sa_layer_norm",     base + "ffn.lin1",
                              base + "ffn.lin2",          base + "output_layer_norm", static_cast<int>(i) + 1};
    }
    HeadPlan head;
    head.sequenceDense = "pre_classifier";
    head.sequenceActivation = nn::Activation::Relu;
    head.sequenceDropout = fields.number("seq_classif_dropout", 0.2, 0, 0.99);
    head.tokenDropout = config.hiddenDropout;
    head.questionDropout = fields.number("qa_dropout", 0.1, 0, 0.99);
    head.maskedBias = "vocab_projector.bias";
    head.maskedDense = "vocab_transform";
    head.maskedNorm = "vocab_layer_norm";
    head.maskedActivation = activationOf(config.activation);
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head);
}

}
