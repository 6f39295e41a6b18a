// SPDX-License-Identifier: GPL-3.0-or-later
// llama.cpp: gguf-py/gguf/tensor_mapping.py; the layouts: convert_hf_to_gguf.py (permute; Conv1D's transpose).
#include "engine/models/gguf_names.h"

#include <array>
#include <span>
#include <string_view>

namespace espalier {

namespace {

using Layout = GgufPlace::Layout;

struct NamePair {
    std::string_view gguf, transformers; ///< of layers: what follows "blk.N." and "PREFIX.N."
    Layout layout = Layout::Same;
};

constexpr std::array kLlamaGlobal {
    NamePair {"token_embd", "model.embed_tokens"},
    NamePair {"output_norm", "model.norm"},
    NamePair {"output", "lm_head"},
};
constexpr std::array kLlamaLayer {
    NamePair {"attn_norm", "input_layernorm"},
    NamePair {"ffn_norm", "post_attention_layernorm"},
    NamePair {"attn_q", "self_attn.q_proj", Layout::QueryRows},
    NamePair {"attn_k", "self_attn.k_proj", Layout::KeyRows},
    NamePair {"attn_v", "self_attn.v_proj"},
    NamePair {"attn_output", "self_attn.o_proj"},
    NamePair {"ffn_gate", "mlp.gate_proj"},
    NamePair {"ffn_up", "mlp.up_proj"},
    NamePair {"ffn_down", "mlp.down_proj"},
};
constexpr std::array kGpt2Global {
    NamePair {"token_embd", "transformer.wte"},
    NamePair {"position_embd", "transformer.wpe"},
    NamePair {"output_norm", "transformer.ln_f"},
    NamePair {"output", "lm_head"},
};
constexpr std::array kGpt2Layer {
    NamePair {"attn_norm", "ln_1"},
    NamePair {"ffn_norm", "ln_2"},
    NamePair {"attn_qkv", "attn.c_attn", Layout::Transposed},
    NamePair {"attn_output", "attn.c_proj", Layout::Transposed},
    NamePair {"ffn_up", "mlp.c_fc", Layout::Transposed},
    NamePair {"ffn_down", "mlp.c_proj", Layout::Transposed},
};

struct Architecture {
    std::span<const NamePair> global, layer;
    std::string_view prefix; ///< of Transformers' layers
};

std::optional<Architecture> architectureNamed(const std::string& name) {
    if (name == "llama") return Architecture {kLlamaGlobal, kLlamaLayer, "model.layers."};
    if (name == "gpt2") return Architecture {kGpt2Global, kGpt2Layer, "transformer.h."};
    return std::nullopt;
}

/// A name taken apart: "blk.12.attn_q.weight" is layer "12", stem "attn_q", ending "weight".
struct Parts {
    std::string_view layer, stem, ending;
};

std::optional<Parts> takeApart(std::string_view name, std::string_view layerPrefix) {
    Parts parts;
    if (name.starts_with(layerPrefix)) {
        name.remove_prefix(layerPrefix.size());
        const std::size_t dot = name.find('.');
        if (dot == std::string_view::npos || dot == 0 || name.find_first_not_of("0123456789") != dot)
            return std::nullopt;
        parts.layer = name.substr(0, dot);
        name.remove_prefix(dot + 1);
    }
    const std::size_t last = name.rfind('.');
    if (last == std::string_view::npos) return std::nullopt;
    parts.stem = name.substr(0, last);
    parts.ending = name.substr(last + 1);
    if (parts.ending != "weight" && parts.ending != "bias") return std::nullopt;
    return parts;
}

std::string join(std::string_view prefix, const Parts& parts, std::string_view stem) {
    std::string name;
    if (!parts.layer.empty()) name.append(prefix).append(parts.layer).append(".");
    return name.append(stem).append(".").append(parts.ending);
}

/// A bias is a row of one, which there is no transposing.
Layout layoutOf(const NamePair& pair, const Parts& parts) {
    return pair.layout == Layout::Transposed && parts.ending == "bias" ? Layout::Same : pair.layout;
}

constexpr std::string_view kGgufPrefix = "blk.";

}

std::optional<GgufPlace> placeOfGgufTensor(const std::string& architecture, const std::string& name) {
    const auto rules = architectureNamed(architecture);
    const auto parts = takeApart(name, kGgufPrefix);
    if (!rules || !parts) return std::nullopt;
    for (const NamePair& pair : parts->layer.empty() ? rules->global : rules->layer)
        if (pair.gguf == parts->stem)
            return GgufPlace {join(rules->prefix, *parts, pair.transformers), layoutOf(pair, *parts)};
    return std::nullopt;
}

std::optional<GgufPlace> ggufPlaceOf(const std::string& architecture, const std::string& name) {
    const auto rules = architectureNamed(architecture);
    const auto parts = rules ? takeApart(name, rules->prefix) : std::nullopt;
    if (!parts) return std::nullopt;
    for (const NamePair& pair : parts->layer.empty() ? rules->global : rules->layer)
        if (pair.transformers == parts->stem)
            return GgufPlace {join(kGgufPrefix, *parts, pair.gguf), layoutOf(pair, *parts)};
    return std::nullopt;
}

}
