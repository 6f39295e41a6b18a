// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// BERT (Devlin et al. 2018).
Family bertFamily();
std::unique_ptr<Model> makeBert(ModelConfig config);

}
