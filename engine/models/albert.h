// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// ALBERT (Lan et al. 2019): BERT whose layers share their weights, with a narrow table of words.
Family albertFamily();
std::unique_ptr<Model> makeAlbert(ModelConfig config);

}
