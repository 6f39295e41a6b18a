// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

/// What only a DeBERTa's config.json has.
struct DebertaSettings {
    std::int64_t buckets = 0, longestDistance = 0; ///< buckets 0: every distance has a row of its own
    bool contentToPosition = false, positionToContent = false;
    bool sharesProjections = false; ///< distances go through the layer's own projections of queries and keys
    bool normalisesDistances = false;
    bool hasPositions = true; ///< absolute ones, added to the words
    double poolerDropout = 0, classifierDropout = -1; ///< < 0: as the hidden states
    std::string poolerActivation = "gelu";
    bool oldMaskedHead = true; ///< named as BERT's

    std::int64_t span() const { return buckets > 0 ? buckets : longestDistance; }
};

/// Throws Exception where the file asks for what we don't have.
DebertaSettings debertaSettings(const Json& source, const std::string& file);

/// DeBERTa v2 and v3 (He et al. 2020, 2021): words and distances between them attend to each other apart.
Family debertaFamily();
std::unique_ptr<Model> makeDeberta(ModelConfig config);

}
