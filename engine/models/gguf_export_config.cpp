// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/config_fields.h"
#include "engine/models/gguf_export.h"

#include <cmath>
#include <limits>

namespace espalier {

namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

/// Transformers 5 writes rope_parameters, earlier ones rope_theta and rope_scaling beside each other.
Json ropeParameters(const Json& config) {
    for (const char* field : {"rope_parameters", "rope_scaling"})
        if (const auto found = config.find(field); found != config.end() && found->is_object()) return *found;
    return Json::object();
}

double ropeTheta(const Json& config, const std::string& file) {
    const Json parameters = ropeParameters(config);
    const double standard = ConfigFields(config, file).number("rope_theta", 10000, 1e-3, kLargest);
    return ConfigFields(parameters, file).number("rope_theta", standard, 1e-3, kLargest);
}

std::string ropeType(const Json& parameters) {
    for (const char* field : {"rope_type", "type"})
        if (const auto found = parameters.find(field); found != parameters.end() && found->is_string())
            return found->get<std::string>();
    return "default";
}

void addRopeScaling(GgufMetadata& metadata, const Json& config, const std::string& file) {
    const Json parameters = ropeParameters(config);
    const std::string type = ropeType(parameters);
    if (type == "default" || type == "llama3") return; // llama3 is a tensor: ggufRopeDivisors
    if (type != "linear" && type != "yarn")
        failBadInput("rotary scaling \"" + type + "\" has no counterpart in a GGUF", file + ", field rope_scaling",
                     "GGUF has linear, yarn and llama3");
    const ConfigFields fields(parameters, file);
    metadata.text("llama.rope.scaling.type", type);
    metadata.f32("llama.rope.scaling.factor", static_cast<float>(fields.number("factor", 1, 1e-6, 1e6)));
    if (parameters.contains("original_max_position_embeddings"))
        metadata.u32("llama.rope.scaling.original_context_length",
                     static_cast<std::uint32_t>(fields.size("original_max_position_embeddings")));
}

void addLlama(GgufMetadata& metadata, const Json& config, const std::string& file) {
    const ConfigFields fields(config, file);
    const auto put = [&](const char* key, std::int64_t value) {
        metadata.u32(std::string("llama.") + key, static_cast<std::uint32_t>(value));
    };
    const auto sizeOr = [&](const char* field, std::int64_t standard) {
        return static_cast<std::int64_t>(fields.number(field, static_cast<double>(standard), 1, 2147483647));
    };
    const std::int64_t width = fields.size("hidden_size"), heads = fields.size("num_attention_heads"),
                       headWidth = sizeOr("head_dim", width / heads);
    put("vocab_size", fields.size("vocab_size"));
    put("context_length", fields.size("max_position_embeddings"));
    put("embedding_length", width);
    put("block_count", fields.size("num_hidden_layers"));
    put("feed_forward_length", fields.size("intermediate_size"));
    put("attention.head_count", heads);
    put("attention.head_count_kv", sizeOr("num_key_value_heads", heads));
    put("rope.dimension_count", headWidth);
    if (headWidth * heads != width) {
        put("attention.key_length", headWidth);
        put("attention.value_length", headWidth);
    }
    metadata.f32("llama.attention.layer_norm_rms_epsilon",
                 static_cast<float>(fields.number("rms_norm_eps", 1e-6, 0, 1)));
    metadata.f32("llama.rope.freq_base", static_cast<float>(ropeTheta(config, file)));
    addRopeScaling(metadata, config, file);
}

void addGpt2(GgufMetadata& metadata, const Json& config, const std::string& file) {
    const ConfigFields fields(config, file);
    const auto put = [&](const char* key, std::int64_t value) {
        metadata.u32(std::string("gpt2.") + key, static_cast<std::uint32_t>(value));
    };
    const std::int64_t width = fields.size("n_embd");
    const std::string activation = fields.text("activation_function", "gelu_new");
    if (activation != "gelu_new" && activation != "gelu_pytorch_tanh" && activation != "gelu_fast")
        failBadInput("llama.cpp computes GPT-2 with gelu_new, not \"" + activation + "\"",
                     file + ", field activation_function", "export as a Hugging Face folder instead");
    put("vocab_size", fields.size("vocab_size"));
    put("context_length", fields.size("n_positions"));
    put("embedding_length", width);
    put("block_count", fields.size("n_layer"));
    put("feed_forward_length",
        static_cast<std::int64_t>(fields.number("n_inner", 4.0 * static_cast<double>(width), 1, 2147483647)));
    put("attention.head_count", fields.size("n_head"));
    metadata.f32("gpt2.attention.layer_norm_epsilon",
                 static_cast<float>(fields.number("layer_norm_epsilon", 1e-5, 0, 1)));
}

}

void addGgufConfig(GgufMetadata& metadata, const Json& config, const std::string& file) {
    const std::string architecture = ConfigFields(config, file).text("model_type", "");
    if (architecture != "llama" && architecture != "gpt2")
        failBadInput("a model of the type \"" + architecture + "\" can't be written as a GGUF",
                     file + ", field model_type", "Llama and GPT-2 models can");
    metadata.text("general.architecture", architecture);
    architecture == "llama" ? addLlama(metadata, config, file) : addGpt2(metadata, config, file);
}

std::vector<float> ggufRopeDivisors(const Json& config) {
    const Json parameters = ropeParameters(config);
    if (config.value("model_type", "") != "llama" || ropeType(parameters) != "llama3") return {};
    const std::string file = "config.json";
    const ConfigFields fields(parameters, file), model(config, file);
    const double factor = fields.number("factor", 8, 1e-6, 1e6), low = fields.number("low_freq_factor", 1, 1e-6, 1e6),
                 high = fields.number("high_freq_factor", 4, 1e-6, 1e6);
    const double context = fields.number("original_max_position_embeddings", 8192, 1, 1e9),
                 theta = ropeTheta(config, file);
    const double standard = static_cast<double>(model.size("hidden_size") / model.size("num_attention_heads"));
    const auto headWidth = static_cast<std::size_t>(model.number("head_dim", standard, 2, 65536));
    std::vector<float> divisors;
    for (std::size_t i = 0; i < headWidth; i += 2) {
        const double wave = 2 * M_PI * std::pow(theta, static_cast<double>(i) / static_cast<double>(headWidth));
        const double smooth = (context / wave - low) / (high - low);
        divisors.push_back(static_cast<float>(wave < context / high      ? 1
                                                  : wave > context / low ? factor
                                                                         : 1 / ((1 - smooth) / factor + smooth)));
    }
    return divisors;
}

}
