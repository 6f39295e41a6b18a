// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/dropout.h"
#include "engine/models/model.h"

namespace espalier {

/// Dropout of a place in layer `depth` (0 embeddings); four places a layer. `configured`: the model's own rate, < 0
/// where its class has no dropout there, so that no option puts one in.
kernels::Dropout dropoutAt(const ForwardOptions& options, double configured, int depth, int place);

/// Whether a training pass goes by the layer `number`, as Fan, Grave & Joulin 2020: what it read stands for what it
/// would have made of it, nothing is scaled up, and in use every layer takes part.
bool dropsLayer(const ForwardOptions& options, int number);

}
