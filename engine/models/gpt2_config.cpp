// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_config.h"
#include "engine/models/gpt2.h"

namespace espalier {

namespace {

/// A size under GPT-2's own name or that of other families.
std::int64_t sizeOf(const ConfigFields& fields, const char* own, const char* other, std::int64_t standard) {
    return fields.size(own, fields.size(other, standard));
}

void readGpt2Config(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    config.vocabularySize = fields.size("vocab_size", 50257);
    config.hiddenSize = sizeOf(fields, "n_embd", "hidden_size", 768);
    config.layers = sizeOf(fields, "n_layer", "num_hidden_layers", 12);
    config.heads = sizeOf(fields, "n_head", "num_attention_heads", 12);
    config.intermediateSize = fields.size("n_inner", 4 * config.hiddenSize);
    config.maxPositions = sizeOf(fields, "n_positions", "max_position_embeddings", 1024);
    config.typeVocabularySize = 1;
    config.layerNormEps = fields.number("layer_norm_epsilon", 1e-5, 0, 1);
    config.initializerRange = fields.number("initializer_range", 0.02, 0, 10);
    config.hiddenDropout = fields.number("resid_pdrop", 0.1, 0, 0.99);
    config.attentionDropout = fields.number("attn_pdrop", 0.1, 0, 0.99);
    config.classifierDropout = tokenHeadDropout(fields);
    config.activation
        = checkedActivation(fields, "activation_function", fields.text("activation_function", "gelu_new"));
    config.tiesWordTable = fields.flag("tie_word_embeddings", true);
    const auto width = static_cast<double>(config.hiddenSize);
    config.leastElements = width * static_cast<double>(config.vocabularySize + config.maxPositions)
        + static_cast<double>(config.layers) * width * (4 * width + 2 * static_cast<double>(config.intermediateSize));
    if (config.hiddenSize % config.heads != 0)
        failBadInput("n_embd " + std::to_string(config.hiddenSize) + " is not divisible by "
                         + std::to_string(config.heads) + " heads",
                     file + ", field n_head", "use the config.json that came with the weights");
    if (fields.flag("add_cross_attention", false))
        failBadInput("GPT-2 with cross-attention is not supported", file + ", field add_cross_attention");
    fields.flag("reorder_and_upcast_attn", false); // the same numbers in float32
    gpt2Settings(source, file);
}

}

Gpt2Settings gpt2Settings(const Json& source, const std::string& file) {
    const ConfigFields fields(source, file);
    return {fields.number("embd_pdrop", 0.1, 0, 0.99), fields.flag("scale_attn_weights", true),
            fields.flag("scale_attn_by_inverse_layer_idx", false)};
}

Family gpt2Family() {
    using Kind = RenameRule::Kind;
    return {"gpt2",
            {"GPT2Model", "GPT2LMHeadModel", "GPT2ForSequenceClassification", "GPT2ForTokenClassification"},
            {{Kind::Ignore, ".attn.bias"}, // the causal mask, which old files keep
             {Kind::Ignore, ".attn.masked_bias"},
             {Kind::DropPrefix, "transformer."}},
            readGpt2Config,
            {{"lm_head.weight", "wte.weight", true}}};
}

}
