// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/distilbert.h"

#include "engine/models/encoder_config.h"

namespace espalier {

namespace {

/// A size under DistilBERT's own name, or the one that Transformers takes for the same.
std::int64_t sizeOf(const Json& source, const ConfigFields& fields, const char* own, const char* common) {
    return fields.size(source.contains(own) || !source.contains(common) ? own : common);
}

void readDistilbertConfig(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    config.vocabularySize = fields.size("vocab_size");
    config.hiddenSize = sizeOf(source, fields, "dim", "hidden_size");
    config.layers = sizeOf(source, fields, "n_layers", "num_hidden_layers");
    config.heads = sizeOf(source, fields, "n_heads", "num_attention_heads");
    config.intermediateSize = fields.size("hidden_dim");
    config.maxPositions = fields.size("max_position_embeddings");
    config.initializerRange = fields.number("initializer_range", 0.02, 0, 10);
    config.hiddenDropout = fields.number("dropout", 0.1, 0, 0.99);
    config.attentionDropout = fields.number("attention_dropout", 0.1, 0, 0.99);
    fields.number("seq_classif_dropout", 0.2, 0, 0.99); // the network reads these two again
    fields.number("qa_dropout", 0.1, 0, 0.99);
    readActivation(fields, "activation", "gelu", config);
    checkHeads(fields, "n_heads", config);
    readPaddingId(source, file, 0, config);
}

}

Family distilbertFamily() {
    using Kind = RenameRule::Kind;
    return encoderFamily("distilbert", "DistilBert", "distilbert",
                         {{Kind::Ignore, "vocab_projector.weight"}}, // tied to the word embeddings
                         readDistilbertConfig);
}

}
