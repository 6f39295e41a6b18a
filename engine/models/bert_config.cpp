// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/bert.h"

#include "engine/models/config_fields.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

/// What nn::activationFromName knows.
constexpr std::array<std::string_view, 5> kActivations {"gelu", "gelu_new", "relu", "silu", "tanh"};

void readBertConfig(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    config.vocabularySize = fields.size("vocab_size");
    config.hiddenSize = fields.size("hidden_size");
    config.layers = fields.size("num_hidden_layers");
    config.heads = fields.size("num_attention_heads");
    config.intermediateSize = fields.size("intermediate_size");
    config.maxPositions = fields.size("max_position_embeddings");
    config.typeVocabularySize = fields.size("type_vocab_size");
    config.layerNormEps = fields.number("layer_norm_eps", 1e-12, 0, 1);
    config.initializerRange = fields.number("initializer_range", 0.02, 0, 10);
    config.hiddenDropout = fields.number("hidden_dropout_prob", 0.1, 0, 0.99);
    config.attentionDropout = fields.number("attention_probs_dropout_prob", 0.1, 0, 0.99);
    config.classifierDropout = fields.number("classifier_dropout", -1, 0, 0.99);
    config.activation = fields.text("hidden_act", "gelu");
    if (std::find(kActivations.begin(), kActivations.end(), config.activation) == kActivations.end())
        failBadInput("activation \"" + config.activation + "\" is not supported", file + ", field hidden_act",
                     "supported: gelu, gelu_new, relu, silu, tanh");
    if (config.hiddenSize % config.heads != 0)
        failBadInput("hidden_size " + std::to_string(config.hiddenSize) + " is not divisible by "
                         + std::to_string(config.heads) + " heads",
                     file + ", field num_attention_heads", "use the config.json that came with the weights");
    if (const std::string kind = fields.text("position_embedding_type", "absolute"); kind != "absolute")
        failBadInput("position embeddings \"" + kind + "\" are not supported", file + ", field position_embedding_type",
                     "supported: absolute");
    if (source.value("is_decoder", Json(false)) == Json(true))
        failBadInput("BERT as a decoder is not supported", file + ", field is_decoder");
}

}

Family bertFamily() {
    using Kind = RenameRule::Kind;
    return {"bert",
            {bert::kBody, bert::kSequence, bert::kToken, bert::kMasked},
            {{Kind::Ignore, "position_ids"},
             {Kind::Ignore, "cls.predictions.decoder.weight"}, // tied to the word embeddings
             {Kind::ReplaceSuffix, "cls.predictions.decoder.bias", "cls.predictions.bias"},
             {Kind::DropPrefix, "bert."},
             {Kind::ReplaceSuffix, "LayerNorm.gamma", "LayerNorm.weight"},
             {Kind::ReplaceSuffix, "LayerNorm.beta", "LayerNorm.bias"}},
            readBertConfig};
}

}
