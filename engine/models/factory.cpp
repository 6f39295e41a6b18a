// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"
#include "engine/models/model.h"

namespace espalier {

std::unique_ptr<Model> makeModel(ModelConfig config) {
    if (config.family == "bert") return makeBert(std::move(config));
    fail(ErrorKind::Failed, "the family \"" + config.family + "\" has no network");
}

}
