// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"

#include "engine/models/encoder_model.h"

namespace espalier {

std::unique_ptr<Model> makeBert(ModelConfig config) {
    const std::string prefix = bodyPrefix(config, "bert");
    EncoderPlan encoder = bertLikePlan(config, prefix);
    HeadPlan head = bertLikeHeads(config, prefix);
    head.relation = "cls.seq_relationship";
    return std::make_unique<EncoderModel>(std::move(config), std::move(encoder), head);
}

}
