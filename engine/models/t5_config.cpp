// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_config.h"
#include "engine/models/t5.h"

#include <cmath>

namespace espalier {

namespace {

/// "relu", "gated-gelu" …: the activation, and whether it gates.
std::string activationOf(const ConfigFields& fields, bool& isGated) {
    std::string name = fields.text("feed_forward_proj", "relu");
    isGated = name.starts_with("gated-");
    if (isGated) name.erase(0, 6);
    if (isGated && name == "gelu") name = "gelu_new"; // as Transformers reads v1.1's files
    return checkedActivation(fields, "feed_forward_proj", name);
}

void readT5Config(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    const T5Settings settings = t5Settings(source, file);
    bool isGated = false;
    config.vocabularySize = fields.size("vocab_size");
    config.hiddenSize = fields.size("d_model");
    config.layers = fields.size("num_layers");
    config.heads = fields.size("num_heads");
    config.intermediateSize = fields.size("d_ff");
    config.maxPositions = fields.size("n_positions", 512);
    config.isOpenEnded = true;
    config.typeVocabularySize = 1;
    config.layerNormEps = fields.number("layer_norm_epsilon", 1e-6, 0, 1);
    config.hiddenDropout = config.attentionDropout = fields.number("dropout_rate", 0.1, 0, 0.99);
    config.classifierDropout = fields.number("classifier_dropout", 0, 0, 0.99);
    config.activation = activationOf(fields, isGated);
    config.tiesWordTable = true;
    const auto width = static_cast<double>(config.hiddenSize);
    // Of a new classifier.
    config.initializerRange = fields.number("initializer_factor", 1, 0, 1000) / std::sqrt(width);
    const double attention = 4 * width * static_cast<double>(config.heads) * static_cast<double>(settings.headSize),
                 feedForward = (isGated ? 3 : 2) * width * static_cast<double>(config.intermediateSize);
    config.leastElements = width * static_cast<double>(config.vocabularySize)
        + static_cast<double>(config.layers) * (attention + feedForward);
    if (config.architecture != "T5EncoderModel")
        config.leastElements += static_cast<double>(settings.decoderLayers) * (2 * attention + feedForward);
}

}

T5Settings t5Settings(const Json& source, const std::string& file) {
    const ConfigFields fields(source, file);
    T5Settings settings;
    settings.headSize = fields.size("d_kv");
    settings.decoderLayers = fields.size("num_decoder_layers", fields.size("num_layers"));
    settings.buckets = fields.size("relative_attention_num_buckets", 32);
    settings.maxDistance = fields.size("relative_attention_max_distance", 128);
    if (settings.buckets < 4 || settings.maxDistance <= settings.buckets / 2)
        failBadInput("relative positions need 4 buckets at the least, and a distance beyond half of them",
                     file + ", field relative_attention_num_buckets", "use the config.json that came with the weights");
    activationOf(fields, settings.isGated);
    settings.scalesHead = fields.flag("scale_decoder_outputs", fields.flag("tie_word_embeddings", true));
    settings.startId = tokenIdOf(source, "decoder_start_token_id");
    settings.endId = tokenIdOf(source, "eos_token_id", 1);
    return settings;
}

Family t5Family() {
    using Kind = RenameRule::Kind;
    return {"t5",
            {"T5Model", "T5ForConditionalGeneration", "T5EncoderModel", "T5ForSequenceClassification"},
            {// Never used, but in files of old.
             {Kind::Ignore, "EncDecAttention.relative_attention_bias.weight"},
             {Kind::DropPrefix, "transformer."}},
            readT5Config,
            {{"encoder.embed_tokens.weight", "shared.weight"},
             {"decoder.embed_tokens.weight", "shared.weight"},
             {"lm_head.weight", "shared.weight", true}}};
}

}
