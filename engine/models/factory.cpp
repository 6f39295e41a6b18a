// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"
#include "engine/models/gpt2.h"
#include "engine/models/llama.h"
#include "engine/models/model.h"
#include "engine/models/t5.h"

namespace espalier {

std::unique_ptr<Model> makeModel(ModelConfig config) {
    if (config.family == "bert") return makeBert(std::move(config));
    if (config.family == "gpt2") return makeGpt2(std::move(config));
    if (config.family == "llama") return makeLlama(std::move(config));
    if (config.family == "t5") return makeT5(std::move(config));
    fail(ErrorKind::Failed, "the family \"" + config.family + "\" has no network");
}

}
