// SPDX-License-Identifier: GPL-3.0-or-later
// Keys: llama.cpp, gguf-py/gguf/constants.py; fields: Transformers' LlamaConfig and GPT2Config.
#include "engine/models/gguf_model.h"

#include "engine/checkpoint/gguf.h"

#include <cmath>

namespace espalier {

namespace {

constexpr const char* kConvert = "convert the model again with llama.cpp";

std::int64_t needed(const GgufFile& file, const std::string& key) {
    const auto value = file.integer(key);
    if (!value) failBadInput("the metadata value \"" + key + "\" is missing", file.path().string(), kConvert);
    return *value;
}

/// float32 in the file: the decimal number it was meant to be.
double shortest(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.7g", value);
    return std::strtod(text, nullptr);
}

std::int64_t vocabularySize(const GgufFile& file, const std::string& architecture) {
    const auto found = file.tensors().find("token_embd.weight");
    if (found != file.tensors().end() && found->second.shape.size() == 2) return found->second.shape.front();
    return needed(file, architecture + ".vocab_size");
}

/// Llama 3's scaled frequencies come as a tensor of divisors; Transformers has the parameters that they follow from.
Json llama3Scaling(const GgufFile& file, double theta, std::int64_t headWidth) {
    const GgufTensor& tensor = file.tensors().at("rope_freqs.weight");
    const auto count = static_cast<std::size_t>(headWidth / 2);
    std::vector<float> divisors(count);
    if (tensor.type != DataType::F32 || tensor.bytes.size() != count * sizeof(float))
        failBadInput("tensor \"rope_freqs.weight\" is not one float32 number a pair of a head", file.path().string(),
                     kConvert);
    std::memcpy(divisors.data(), tensor.bytes.data(), tensor.bytes.size());
    constexpr double kLow = 1, kHigh = 4, kContext = 8192; // of every Llama 3.1 to 3.3
    const double factor = shortest(divisors.back());
    for (std::size_t i = 0; i < count; ++i) {
        const double wave = 2 * M_PI * std::pow(theta, 2.0 * static_cast<double>(i) / static_cast<double>(headWidth));
        const double smooth = (kContext / wave - kLow) / (kHigh - kLow);
        const double expected = wave < kContext / kHigh ? 1
            : wave > kContext / kLow                    ? factor
                                                        : 1 / ((1 - smooth) / factor + smooth);
        if (!(std::fabs(divisors[i] - expected) <= 1e-3 * expected))
            failBadInput(
                "the scaled rotary frequencies of tensor \"rope_freqs.weight\" follow no rule that is known here",
                file.path().string(), "use the model's Hugging Face folder instead");
    }
    return {{"rope_type", "llama3"},
            {"factor", factor},
            {"low_freq_factor", kLow},
            {"high_freq_factor", kHigh},
            {"original_max_position_embeddings", 8192}};
}

Json ropeScaling(const GgufFile& file, double theta, std::int64_t headWidth) {
    if (file.tensors().count("rope_freqs.weight")) return llama3Scaling(file, theta, headWidth);
    const std::string type = file.text("llama.rope.scaling.type").value_or("none");
    const auto factor = file.number("llama.rope.scaling.factor");
    if (type == "none" || !factor) return nullptr;
    Json scaling {{"rope_type", type}, {"factor", shortest(*factor)}};
    if (const auto original = file.integer("llama.rope.scaling.original_context_length"))
        scaling["original_max_position_embeddings"] = *original;
    return scaling;
}

Json llamaConfig(const GgufFile& file) {
    if (file.integer("llama.expert_count").value_or(0) > 0)
        failBadInput("models with a mixture of experts are not supported", file.path().string());
    const std::int64_t heads = needed(file, "llama.attention.head_count"),
                       width = needed(file, "llama.embedding_length");
    if (heads < 1)
        failBadInput("the metadata value \"llama.attention.head_count\" must be positive", file.path().string(),
                     kConvert);
    const std::int64_t headWidth = file.integer("llama.attention.key_length")
                                       .value_or(file.integer("llama.rope.dimension_count").value_or(width / heads));
    const double theta = shortest(file.number("llama.rope.freq_base").value_or(10000));
    Json config {{"architectures", {"LlamaForCausalLM"}},
                 {"model_type", "llama"},
                 {"hidden_size", width},
                 {"num_hidden_layers", needed(file, "llama.block_count")},
                 {"num_attention_heads", heads},
                 {"num_key_value_heads", file.integer("llama.attention.head_count_kv").value_or(heads)},
                 {"head_dim", headWidth},
                 {"intermediate_size", needed(file, "llama.feed_forward_length")},
                 {"max_position_embeddings", needed(file, "llama.context_length")},
                 {"rms_norm_eps", shortest(file.number("llama.attention.layer_norm_rms_epsilon").value_or(1e-6))},
                 {"rope_theta", theta},
                 {"hidden_act", "silu"},
                 {"attention_dropout", 0.0},
                 {"initializer_range", 0.02},
                 {"attention_bias", file.tensors().count("blk.0.attn_q.bias") > 0},
                 {"mlp_bias", file.tensors().count("blk.0.ffn_up.bias") > 0},
                 {"vocab_size", vocabularySize(file, "llama")}};
    if (const Json scaling = ropeScaling(file, theta, headWidth); !scaling.is_null()) config["rope_scaling"] = scaling;
    return config;
}

Json gpt2Config(const GgufFile& file) {
    const std::int64_t width = needed(file, "gpt2.embedding_length"), context = needed(file, "gpt2.context_length");
    return {{"architectures", {"GPT2LMHeadModel"}},
            {"model_type", "gpt2"},
            {"n_embd", width},
            {"n_layer", needed(file, "gpt2.block_count")},
            {"n_head", needed(file, "gpt2.attention.head_count")},
            {"n_inner", file.integer("gpt2.feed_forward_length").value_or(4 * width)},
            {"n_positions", context},
            {"n_ctx", context},
            {"layer_norm_epsilon", shortest(file.number("gpt2.attention.layer_norm_epsilon").value_or(1e-5))},
            {"activation_function", "gelu_new"},
            {"attn_pdrop", 0.1},
            {"embd_pdrop", 0.1},
            {"resid_pdrop", 0.1},
            {"initializer_range", 0.02},
            {"vocab_size", vocabularySize(file, "gpt2")}};
}

}

Json ggufConfig(const GgufFile& file) {
    const std::string architecture = file.text("general.architecture").value_or("");
    if (architecture != "llama" && architecture != "gpt2")
        failBadInput(architecture.empty()
                         ? "the metadata value \"general.architecture\" is missing"
                         : "GGUF models of the architecture \"" + printable(architecture) + "\" are not supported",
                     file.path().string(), "supported: llama, gpt2");
    Json config = architecture == "llama" ? llamaConfig(file) : gpt2Config(file);
    config["tie_word_embeddings"] = file.tensors().count("output.weight") == 0;
    for (const auto& [key, field] :
         {std::pair("bos_token_id", "bos_token_id"), std::pair("eos_token_id", "eos_token_id"),
          std::pair("padding_token_id", "pad_token_id")})
        if (const auto id = file.integer(std::string("tokenizer.ggml.") + key)) config[field] = *id;
    config["dtype"] = "float32";
    return config;
}

}
