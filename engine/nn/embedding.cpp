// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/embedding.h"

#include "engine/nn/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>

namespace espalier::nn {

at::Tensor embed(const Embeddings& embeddings, const TokenIndices& tokens, const kernels::Dropout& dropout) {
    const at::Tensor sum = at::embedding(embeddings.word, tokens.ids, embeddings.paddingRow) + at::embedding(embeddings.type, tokens.types)
        + at::embedding(embeddings.position, tokens.positions);
    return drop(layerNorm(sum, embeddings.norm), dropout);
}

}
