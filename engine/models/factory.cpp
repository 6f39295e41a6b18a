// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/albert.h"
#include "engine/models/bert.h"
#include "engine/models/deberta.h"
#include "engine/models/distilbert.h"
#include "engine/models/electra.h"
#include "engine/models/gpt2.h"
#include "engine/models/llama.h"
#include "engine/models/model.h"
#include "engine/models/roberta.h"
#include "engine/models/t5.h"

namespace espalier {

std::unique_ptr<Model> makeModel(ModelConfig config) {
    static const std::map<std::string, std::unique_ptr<Model> (*)(ModelConfig)> makers {
        {"albert", makeAlbert},         {"bert", makeBert},
        {"camembert", makeRoberta},     {"deberta-v2", makeDeberta},
        {"distilbert", makeDistilbert}, {"electra", makeElectra},
        {"gpt2", makeGpt2},             {"llama", makeLlama},
        {"roberta", makeRoberta},       {"t5", makeT5},
        {"xlm-roberta", makeRoberta},
    };
    const auto found = makers.find(config.family);
    if (found == makers.end()) fail(ErrorKind::Failed, "the family \"" + config.family + "\" has no network");
    return found->second(std::move(config));
}

}
