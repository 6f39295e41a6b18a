// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"

#include "engine/models/encoder_config.h"

namespace espalier {

namespace {

void readBertConfig(const Json& source, const std::string& file, ModelConfig& config) {
    readBertLikeConfig(source, file, config);
    config.typeVocabularySize = ConfigFields(source, file).size("type_vocab_size");
    readPaddingId(source, file, 0, config);
}

}

Family bertFamily() {
    using Kind = RenameRule::Kind;
    return encoderFamily("bert", "Bert", "bert",
                         {{Kind::Ignore, "cls.predictions.decoder.weight"}, // tied to the word embeddings
                          {Kind::ReplaceSuffix, "cls.predictions.decoder.bias", "cls.predictions.bias"}},
                         readBertConfig, true);
}

}
