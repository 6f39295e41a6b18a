// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_config.h"
#include "engine/models/llama.h"

#include <cmath>

namespace espalier {

namespace {

using Scaling = nn::RotarySettings::Scaling;
constexpr double kAnyNumber = 1e9;

Scaling scalingNamed(const std::string& name, const std::string& where) {
    if (name == "default") return Scaling::None;
    if (name == "linear") return Scaling::Linear;
    if (name == "dynamic") return Scaling::Dynamic;
    if (name == "yarn") return Scaling::Yarn;
    if (name == "llama3") return Scaling::Llama3;
    failBadInput("rotary positions \"" + name + "\" are not supported", where,
                 "supported: default, linear, dynamic, yarn, llama3");
}

/// How YaRN scales cosines and sines.
double yarnAttention(const ConfigFields& fields, double factor) {
    const auto scaled = [&](double weight) { return factor <= 1 ? 1 : 0.1 * weight * std::log(factor) + 1; };
    const double given = fields.number("attention_factor", -1, 0, kAnyNumber);
    if (given >= 0) return given;
    const double mscale = fields.number("mscale", 0, 0, kAnyNumber),
                 all = fields.number("mscale_all_dim", 0, 0, kAnyNumber);
    return mscale != 0 && all != 0 ? scaled(mscale) / scaled(all) : scaled(1);
}

/// From `rope_parameters` of today's files, or `rope_scaling` and `rope_theta` of older ones.
nn::RotarySettings rotaryOf(const Json& source, const std::string& file, std::int64_t headSize) {
    const ConfigFields top(source, file);
    Json parameters = Json::object();
    std::string where = file;
    for (const char* field : {"rope_parameters", "rope_scaling"}) {
        const auto found = source.find(field);
        if (found == source.end() || found->is_null()) continue;
        where = file + ", field " + field;
        if (!found->is_object()) failBadInput("expected an object", where);
        parameters = *found;
    }
    const ConfigFields fields(parameters, where);
    nn::RotarySettings rotary;
    rotary.headSize = headSize;
    rotary.theta = fields.number("rope_theta", top.number("rope_theta", 10000, 1e-3, 1e15), 1e-3, 1e15);
    rotary.maxPositions = top.size("max_position_embeddings", 2048);
    rotary.scaling = scalingNamed(fields.text("rope_type", fields.text("type", "default")), where);
    if (fields.number("partial_rotary_factor", 1, 0, 1) != 1)
        failBadInput("heads that turn in part are not supported", where + ", field partial_rotary_factor");
    if (rotary.scaling == Scaling::None) return rotary;
    rotary.originalMaxPositions = top.size("original_max_position_embeddings",
                                           fields.size("original_max_position_embeddings", rotary.maxPositions));
    const double ratio = static_cast<double>(rotary.maxPositions) / static_cast<double>(rotary.originalMaxPositions);
    rotary.factor = fields.number("factor", rotary.scaling == Scaling::Yarn ? ratio : 0, 0, kAnyNumber);
    if (rotary.factor <= 0) failBadInput("rotary scaling needs a factor above 0", where + ", field factor");
    if (rotary.scaling == Scaling::Yarn) {
        rotary.attentionFactor = yarnAttention(fields, rotary.factor);
        const double fast = fields.number("beta_fast", 0, 0, kAnyNumber),
                     slow = fields.number("beta_slow", 0, 0, kAnyNumber);
        if (fast > 0) rotary.betaFast = fast;
        if (slow > 0) rotary.betaSlow = slow;
        rotary.truncate = fields.flag("truncate", true);
    }
    if (rotary.scaling == Scaling::Llama3) {
        rotary.lowFrequencyFactor = fields.number("low_freq_factor", 1, 1e-9, kAnyNumber);
        rotary.highFrequencyFactor = fields.number("high_freq_factor", 4, 1e-9, kAnyNumber);
        if (rotary.highFrequencyFactor <= rotary.lowFrequencyFactor)
            failBadInput("high_freq_factor must be above low_freq_factor", where);
    }
    return rotary;
}

double leastElements(const ModelConfig& config, const LlamaSettings& settings) {
    const auto width = static_cast<double>(config.hiddenSize), inner = static_cast<double>(config.intermediateSize);
    const double heads
        = static_cast<double>(settings.headSize) * static_cast<double>(2 * config.heads + 2 * settings.keyHeads);
    return width * static_cast<double>(config.vocabularySize)
        + static_cast<double>(config.layers) * width * (heads + 3 * inner);
}

void readLlamaConfig(const Json& source, const std::string& file, ModelConfig& config) {
    const ConfigFields fields(source, file);
    config.vocabularySize = fields.size("vocab_size");
    config.hiddenSize = fields.size("hidden_size");
    config.layers = fields.size("num_hidden_layers");
    config.heads = fields.size("num_attention_heads");
    config.intermediateSize = fields.size("intermediate_size");
    config.maxPositions = fields.size("max_position_embeddings", 2048);
    config.isOpenEnded = true;
    config.typeVocabularySize = 1;
    config.layerNormEps = fields.number("rms_norm_eps", 1e-6, 0, 1);
    config.initializerRange = fields.number("initializer_range", 0.02, 0, 10);
    config.hiddenDropout = 0;
    config.attentionDropout = fields.number("attention_dropout", 0, 0, 0.99);
    config.classifierDropout = tokenHeadDropout(fields);
    config.activation = checkedActivation(fields, "hidden_act", fields.text("hidden_act", "silu"));
    config.tiesWordTable = fields.flag("tie_word_embeddings", false);
    config.leastElements = leastElements(config, llamaSettings(source, file));
}

}

LlamaSettings llamaSettings(const Json& source, const std::string& file) {
    const ConfigFields fields(source, file);
    const std::int64_t heads = fields.size("num_attention_heads"), hidden = fields.size("hidden_size");
    LlamaSettings settings;
    settings.keyHeads = fields.size("num_key_value_heads", heads);
    if (!source.contains("head_dim") && hidden % heads != 0)
        failBadInput("hidden_size " + std::to_string(hidden) + " is not divisible by " + std::to_string(heads)
                         + " heads",
                     file + ", field num_attention_heads", "use the config.json that came with the weights");
    settings.headSize = fields.size("head_dim", std::max<std::int64_t>(hidden / heads, 1));
    if (settings.headSize % 2 != 0)
        failBadInput("rotary positions need heads of an even size, not " + std::to_string(settings.headSize),
                     file + ", field head_dim", "use the config.json that came with the weights");
    if (heads % settings.keyHeads != 0)
        failBadInput(std::to_string(heads) + " heads can't share " + std::to_string(settings.keyHeads) + " key heads",
                     file + ", field num_key_value_heads", "use the config.json that came with the weights");
    settings.attentionBias = fields.flag("attention_bias", false);
    settings.feedForwardBias = fields.flag("mlp_bias", false);
    settings.rotary = rotaryOf(source, file, settings.headSize);
    return settings;
}

Family llamaFamily() {
    using Kind = RenameRule::Kind;
    return {"llama",
            {"LlamaModel", "LlamaForCausalLM", "LlamaForSequenceClassification", "LlamaForTokenClassification"},
            {{Kind::Ignore, "rotary_emb.inv_freq"}, {Kind::DropPrefix, "model."}},
            readLlamaConfig,
            {{"lm_head.weight", "embed_tokens.weight", true}}};
}

}
