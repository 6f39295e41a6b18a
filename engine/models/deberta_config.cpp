// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/deberta.h"

#include "engine/models/encoder_config.h"

#include <cctype>

namespace espalier {

namespace {

constexpr const char* kHint = "use the config.json that came with the weights";

bool flag(const Json& source, const std::string& file, const char* field, bool standard) {
    const auto found = source.find(field);
    if (found == source.end() || found->is_null()) return standard;
    if (!found->is_boolean()) failBadInput("expected true or false", file + ", field " + field, kHint);
    return found->get<bool>();
}

/// Both are written as one text, "p2c|c2p", or as a list.
bool listHas(const Json& source, const std::string& file, const char* field, const std::string& entry) {
    const auto found = source.find(field);
    if (found == source.end() || found->is_null()) return false;
    std::string joined;
    if (found->is_string()) {
        for (const unsigned char c : found->get<std::string>())
            if (!std::isspace(c)) joined += static_cast<char>(std::tolower(c));
    } else if (found->is_array()) {
        for (const Json& each : *found)
            joined += (each.is_string() ? each.get<std::string>() : "") + "|";
    } else {
        failBadInput("expected a list of texts", file + ", field " + field, kHint);
    }
    return ("|" + joined + "|").find("|" + entry + "|") != std::string::npos;
}

/// A whole number that may be missing, null or negative, all of which mean `standard`.
std::int64_t sizeOr(const ConfigFields& fields, const char* field, std::int64_t standard) {
    const auto value = static_cast<std::int64_t>(fields.number(field, -1, -1, 1 << 30));
    return value < 1 ? standard : value;
}

void refuseOthers(const Json& source, const ConfigFields& fields) {
    const auto hidden = static_cast<double>(fields.size("hidden_size"));
    const auto refuse = [&](const char* field, const std::string& what) {
        failBadInput("DeBERTa " + what + " is not supported", fields.file() + ", field " + field,
                     "choose another model of the family");
    };
    if (!flag(source, fields.file(), "relative_attention", false))
        refuse("relative_attention", "without relative_attention");
    if (fields.number("conv_kernel_size", 0, 0, 1 << 20) > 0) refuse("conv_kernel_size", "with a convolution");
    for (const char* field : {"embedding_size", "pooler_hidden_size"})
        if (fields.number(field, hidden, 1, 1 << 30) != hidden) refuse(field, std::string("with another ") + field);
    const double heads = static_cast<double>(fields.size("num_attention_heads"));
    if (fields.number("attention_head_size", hidden / heads, 1, 1 << 30) * heads != hidden)
        refuse("attention_head_size", "with another attention_head_size");
}

void readDebertaConfig(const Json& source, const std::string& file, ModelConfig& config) {
    readBertLikeConfig(source, file, config);
    const ConfigFields fields(source, file);
    config.layerNormEps = fields.number("layer_norm_eps", 1e-7, 0, 1);
    config.typeVocabularySize = static_cast<std::int64_t>(fields.number("type_vocab_size", 0, 0, 1 << 20));
    readPaddingId(source, file, 0, config);
    const DebertaSettings settings = debertaSettings(source, file);
    config.positionRows = (settings.hasPositions ? config.maxPositions : 0) + 2 * settings.span();
}

}

DebertaSettings debertaSettings(const Json& source, const std::string& file) {
    const ConfigFields fields(source, file);
    refuseOthers(source, fields);
    DebertaSettings settings;
    settings.buckets = sizeOr(fields, "position_buckets", 0);
    settings.longestDistance = sizeOr(fields, "max_relative_positions", fields.size("max_position_embeddings"));
    // Beyond half of the buckets on either side there must be distances left to put into the others.
    if (settings.buckets > 0 && (settings.buckets < 2 || settings.longestDistance - 1 <= settings.buckets / 2))
        failBadInput(std::to_string(settings.buckets) + " buckets don't go with distances up to "
                         + std::to_string(settings.longestDistance),
                     file + ", field position_buckets", kHint);
    settings.contentToPosition = listHas(source, file, "pos_att_type", "c2p");
    settings.positionToContent = listHas(source, file, "pos_att_type", "p2c");
    settings.sharesProjections = flag(source, file, "share_att_key", false);
    settings.normalisesDistances = listHas(source, file, "norm_rel_ebd", "layer_norm");
    settings.hasPositions = flag(source, file, "position_biased_input", true);
    settings.poolerDropout = fields.number("pooler_dropout", 0, 0, 0.99);
    settings.classifierDropout = fields.number("cls_dropout", -1, 0, 0.99);
    ModelConfig checked;
    readActivation(fields, "pooler_hidden_act", "gelu", checked);
    settings.poolerActivation = checked.activation;
    settings.oldMaskedHead = flag(source, file, "legacy", true);
    return settings;
}

Family debertaFamily() {
    using Kind = RenameRule::Kind;
    return encoderFamily("deberta-v2", "DebertaV2", "deberta",
                         {{Kind::Ignore, "cls.predictions.decoder.weight"}, // tied to the word embeddings
                          {Kind::ReplaceSuffix, "cls.predictions.decoder.bias", "cls.predictions.bias"}},
                         readDebertaConfig);
}

}
