// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/roberta.h"

#include "engine/models/encoder_config.h"

namespace espalier {

namespace {

/// Positions begin after pad_token_id, so that a text may have fewer tokens than the table has rows.
void readRobertaConfig(const Json& source, const std::string& file, ModelConfig& config) {
    readBertLikeConfig(source, file, config);
    config.typeVocabularySize = ConfigFields(source, file).size("type_vocab_size");
    readPaddingId(source, file, 1, config);
    const std::string where = file + ", field pad_token_id", hint = "use the config.json that came with the weights";
    if (config.paddingId < 0)
        failBadInput("positions are counted from pad_token_id, which must be a word of the vocabulary", where, hint);
    config.positionRows = config.maxPositions;
    config.maxPositions -= config.paddingId + 1;
    if (config.maxPositions < 1)
        failBadInput("a table of " + std::to_string(config.positionRows) + " positions leaves none after pad_token_id "
                         + std::to_string(config.paddingId),
                     where, hint);
}

Family robertaLike(const std::string& name, const std::string& stem) {
    using Kind = RenameRule::Kind;
    return encoderFamily(name, stem, "roberta",
                         {{Kind::Ignore, "lm_head.decoder.weight"}, // tied to the word embeddings
                          {Kind::ReplaceSuffix, "lm_head.decoder.bias", "lm_head.bias"}},
                         readRobertaConfig);
}

}

Family robertaFamily() {
    return robertaLike("roberta", "Roberta");
}
Family xlmRobertaFamily() {
    return robertaLike("xlm-roberta", "XLMRoberta");
}
Family camembertFamily() {
    return robertaLike("camembert", "Camembert");
}

}
