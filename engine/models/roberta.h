// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// RoBERTa (Liu et al. 2019), and what has its architecture under names of its own: XLM-RoBERTa (Conneau et al. 2019)
/// and CamemBERT (Martin et al. 2019).
Family robertaFamily();
Family xlmRobertaFamily();
Family camembertFamily();
std::unique_ptr<Model> makeRoberta(ModelConfig config);

}
