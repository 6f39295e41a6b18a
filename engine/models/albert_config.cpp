// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/albert.h"

#include "engine/models/encoder_config.h"

namespace espalier {

namespace {

/// Shared weights cost nothing in the file, so that it doesn't bound how often they are applied.
constexpr std::int64_t kMaxLayers = 1000;

void readAlbertConfig(const Json& source, const std::string& file, ModelConfig& config) {
    readBertLikeConfig(source, file, config);
    const ConfigFields fields(source, file);
    readActivation(fields, "hidden_act", "gelu_new", config);
    config.embeddingSize = fields.size("embedding_size");
    config.typeVocabularySize = fields.size("type_vocab_size");
    config.hiddenDropout = fields.number("hidden_dropout_prob", 0, 0, 0.99);
    config.attentionDropout = fields.number("attention_probs_dropout_prob", 0, 0, 0.99);
    config.classifierDropout = fields.number("classifier_dropout_prob", 0.1, 0, 0.99);
    const auto size = [&](const char* field) { return source.contains(field) ? fields.size(field) : 1; };
    const std::int64_t groups = size("num_hidden_groups"), inner = size("inner_group_num");
    if (groups > config.layers || inner > kMaxLayers || config.layers > kMaxLayers)
        failBadInput(std::to_string(config.layers) + " layers in " + std::to_string(groups) + " groups of "
                         + std::to_string(inner) + " are not supported",
                     file + ", field num_hidden_groups",
                     "supported: at most " + std::to_string(kMaxLayers) + " layers, in no more groups than layers");
    config.distinctLayers = groups * inner;
    readPaddingId(source, file, 0, config);
}

}

Family albertFamily() {
    using Kind = RenameRule::Kind;
    return encoderFamily("albert", "Albert", "albert",
                         {{Kind::Ignore, "predictions.decoder.weight"}, // tied to the word embeddings
                          {Kind::ReplaceSuffix, "predictions.decoder.bias", "predictions.bias"}},
                         readAlbertConfig);
}

}
