// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/encoder_config.h"

#include "engine/models/head_kind.h"

namespace espalier {

namespace {

constexpr const char* kHint = "use the config.json that came with the weights";

}

void readActivation(const ConfigFields& fields, const char* field, const std::string& standard, ModelConfig& config) {
    config.activation = checkedActivation(fields, field, fields.text(field, standard));
}

void checkHeads(const ConfigFields& fields, const char* field, const ModelConfig& config) {
    if (config.hiddenSize % config.heads != 0)
        failBadInput("hidden_size " + std::to_string(config.hiddenSize) + " is not divisible by "
                         + std::to_string(config.heads) + " heads",
                     fields.file() + ", field " + field, kHint);
}

void requireText(const ConfigFields& fields, const char* field, const char* only, const char* what) {
    if (const std::string value = fields.text(field, only); value != only)
        failBadInput(what + (" \"" + value) + "\" are not supported", fields.file() + ", field " + field,
                     std::string("supported: ") + only);
}

void readPaddingId(const Json& source, const std::string& file, std::int64_t standard, ModelConfig& config) {
    const auto found = source.find("pad_token_id");
    config.paddingId = standard;
    if (found != source.end()) {
        if (!found->is_null() && !found->is_number_integer())
            failBadInput("pad_token_id must be a whole number", file + ", field pad_token_id", kHint);
        config.paddingId = found->is_null() ? -1 : found->get<std::int64_t>();
    }
    if (config.paddingId < 0 || config.paddingId >= config.vocabularySize) config.paddingId = -1;
}

void readBertLikeConfig(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    config.vocabularySize = fields.size("vocab_size");
    config.hiddenSize = fields.size("hidden_size");
    config.layers = fields.size("num_hidden_layers");
    config.heads = fields.size("num_attention_heads");
    config.intermediateSize = fields.size("intermediate_size");
    config.maxPositions = fields.size("max_position_embeddings");
    config.layerNormEps = fields.number("layer_norm_eps", 1e-12, 0, 1);
    config.initializerRange = fields.number("initializer_range", 0.02, 0, 10);
    config.hiddenDropout = fields.number("hidden_dropout_prob", 0.1, 0, 0.99);
    config.attentionDropout = fields.number("attention_probs_dropout_prob", 0.1, 0, 0.99);
    config.classifierDropout = fields.number("classifier_dropout", -1, 0, 0.99);
    readActivation(fields, "hidden_act", "gelu", config);
    checkHeads(fields, "num_attention_heads", config);
    requireText(fields, "position_embedding_type", "absolute", "position embeddings");
    if (source.value("is_decoder", Json(false)) == Json(true))
        failBadInput("an encoder's weights as a decoder are not supported", file + ", field is_decoder");
}

Family encoderFamily(const std::string& name, const std::string& stem, const std::string& prefix,
                     std::vector<RenameRule> renames, void (*readConfig)(const Json&, const std::string&, ModelConfig&),
                     bool preTraining) {
    using Kind = RenameRule::Kind;
    std::vector<RenameRule> rules {{Kind::DropPrefix, "module."}, // of torch's DataParallel
                                   {Kind::Ignore, "position_ids"}};
    rules.insert(rules.end(), renames.begin(), renames.end());
    rules.push_back({Kind::DropPrefix, prefix + "."});
    rules.push_back({Kind::ReplaceSuffix, "LayerNorm.gamma", "LayerNorm.weight"});
    rules.push_back({Kind::ReplaceSuffix, "LayerNorm.beta", "LayerNorm.bias"});
    return {name, encoderArchitectures(stem, preTraining), std::move(rules), readConfig};
}

}
