// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/electra.h"

#include "engine/models/encoder_config.h"

namespace espalier {

namespace {

void readElectraConfig(const Json& source, const std::string& file, ModelConfig& config) {
    readBertLikeConfig(source, file, config);
    const ConfigFields fields(source, file);
    config.embeddingSize = fields.size("embedding_size");
    config.typeVocabularySize = fields.size("type_vocab_size");
    readPaddingId(source, file, 0, config);
}

}

Family electraFamily() {
    using Kind = RenameRule::Kind;
    return encoderFamily("electra", "Electra", "electra",
                         {{Kind::Ignore, "generator_lm_head.weight"}}, // tied to the word embeddings
                         readElectraConfig, true);
}

}
