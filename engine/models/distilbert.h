// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// DistilBERT (Sanh et al. 2019): BERT with half the layers, without token types and pooler.
Family distilbertFamily();
std::unique_ptr<Model> makeDistilbert(ModelConfig config);

}
