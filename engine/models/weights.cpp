// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/weights.h"

namespace espalier {

void copyWeights(const StoredTensor& source, const at::Tensor& target, const std::string& where) {
    readFloats(source, {target.data_ptr<float>(), static_cast<std::size_t>(target.numel())}, where);
}

void checkSizes(const ModelConfig& config, const Weights& weights) {
    const auto width = static_cast<double>(config.hiddenSize);
    const double rows
        = static_cast<double>(config.vocabularySize + config.positionTableRows() + config.typeVocabularySize),
        layers = static_cast<double>(config.distinctLayers > 0 ? config.distinctLayers : config.layers),
        encoder = static_cast<double>(config.embeddingWidth()) * rows
        + layers * width * (4 * width + 2 * static_cast<double>(config.intermediateSize)),
        needed = config.leastElements > 0 ? config.leastElements : encoder;
    // Heads may be fresh, but the body must be there.
    if (needed > static_cast<double>(weights.storedElements()))
        failBadInput("config.json describes a larger model than the weights fill", weights.path().string(),
                     "this file does not belong to its config.json, or is incomplete");
}

}
