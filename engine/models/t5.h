// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// What only T5's config.json has.
struct T5Settings {
    std::int64_t headSize = 64, decoderLayers = 0;
    std::int64_t buckets = 32, maxDistance = 128; ///< of the relative positions
    bool isGated = false; ///< feed-forward of v1.1
    bool scalesHead = true; ///< states by 1/√width before a language-model head (v1.0)
    std::int64_t startId = 0, endId = 1;
};
T5Settings t5Settings(const Json& source, const std::string& file);

/// T5 (Raffel et al. 2020), v1.0 and v1.1: T5Model, T5ForConditionalGeneration, T5EncoderModel and
/// T5ForSequenceClassification.
Family t5Family();
std::unique_ptr<Model> makeT5(ModelConfig config);

}
