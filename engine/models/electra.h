// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// ELECTRA (Clark et al. 2020): discriminators, and the generators that they learned from.
Family electraFamily();
std::unique_ptr<Model> makeElectra(ModelConfig config);

}
