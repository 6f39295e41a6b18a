// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue's parameter counts, by the arithmetic of each architecture from the shape that its config.json has.
#include "engine/base/json.h"
#include "engine/hub/resources.h"

#include <gtest/gtest.h>

namespace espalier {
namespace {

/// The sizes of one model, as the formulas of papers have them.
struct Shape {
    explicit Shape(const Json& json)
        : V(json.at("vocabulary")), H(json.at("hidden_size")), L(json.at("layers")), A(json.at("heads")), I(json.at("intermediate_size")),
          P(json.value("max_positions", 0)), T(json.value("types", 0)), E(json.value("embedding_size", H)), B(json.value("position_buckets", 0)),
          K(json.value("head_size", 0)), KV(json.value("key_value_heads", 0)), gated(json.value("gated", false)), tied(json.value("tied", true)) { }
    std::int64_t V, H, L, A, I, P, T, E, B, K, KV;
    bool gated, tied;
};

std::int64_t linear(std::int64_t in, std::int64_t out) { return in * out + out; }
std::int64_t norm(std::int64_t size) { return 2 * size; }

/// Query, key, value, output; two norms; the two linears between.
std::int64_t encoderLayer(const Shape& s) { return 4 * linear(s.H, s.H) + 2 * norm(s.H) + linear(s.H, s.I) + linear(s.I, s.H); }

std::int64_t bertEmbeddings(const Shape& s) { return (s.V + s.P + s.T) * s.E + norm(s.E) + (s.E == s.H ? 0 : linear(s.E, s.H)); }

std::int64_t t5Stack(const Shape& s, int attentions) {
    const std::int64_t inner = s.A * s.K;
    const std::int64_t layer = attentions * 4 * s.H * inner + (s.gated ? 3 : 2) * s.H * s.I + (attentions + 1) * s.H;
    return s.L * layer + 32 * s.A + s.H;    // 32 buckets of relative positions, in the first layer
}

std::int64_t llama(const Shape& s) {
    const std::int64_t keys = s.H / s.A * s.KV;
    return s.V * s.H + s.L * (2 * s.H * s.H + 2 * s.H * keys + 3 * s.H * s.I + 2 * s.H) + s.H + (s.tied ? 0 : s.V * s.H);
}

std::int64_t parameters(const std::string& family, const Shape& s) {
    const std::int64_t pooler = linear(s.H, s.H);
    if (family == "bert" || family == "roberta" || family == "xlm-roberta") return bertEmbeddings(s) + s.L * encoderLayer(s) + pooler;
    if (family == "albert") return bertEmbeddings(s) + encoderLayer(s) + pooler;     // all layers are one
    if (family == "electra" || family == "distilbert") return bertEmbeddings(s) + s.L * encoderLayer(s);
    // Keys and queries of positions share the content's (share_att_key); positions stand in no embedding.
    if (family == "deberta-v2") return s.V * s.H + norm(s.H) + 2 * s.B * s.H + norm(s.H) + s.L * encoderLayer(s);
    if (family == "gpt2") return (s.V + s.P) * s.H + s.L * encoderLayer(s) + norm(s.H);
    if (family == "t5") return s.V * s.H + t5Stack(s, 1) + t5Stack(s, 2) + (s.tied ? 0 : s.V * s.H);
    if (family == "llama") return llama(s);
    return 0;
}

TEST(Parameters, areTheArithmeticOfTheShape) {
    const Json json = parseJson(resources::catalogueText, "catalogue.json").value();
    for (const Json& model : json.at("models"))
        EXPECT_EQ(model.at("parameters").get<std::int64_t>(), parameters(model.at("family"), Shape(model.at("shape")))) << model.at("id");
}

TEST(Parameters, andTheArithmeticIsThatOfPublishedFiles) {
    // Float weights of the hub's model.safetensors, less the head that each of these files has on top.
    const auto count = [](const char* family, const char* shape) { return parameters(family, Shape(parseJson(shape, "shape").value())); };
    const std::int64_t H = 768;
    EXPECT_EQ(count("bert", R"({"vocabulary":30522,"hidden_size":768,"layers":12,"heads":12,"intermediate_size":3072,"max_positions":512,"types":2})"),
              110106428 - (linear(H, H) + norm(H) + 30522) - linear(H, 2));
    EXPECT_EQ(count("roberta", R"({"vocabulary":50265,"hidden_size":768,"layers":6,"heads":12,"intermediate_size":3072,"max_positions":514,"types":1})"),
              82760793 - (linear(H, H) + norm(H) + 50265));
    EXPECT_EQ(count("distilbert", R"({"vocabulary":30522,"hidden_size":768,"layers":6,"heads":12,"intermediate_size":3072,"max_positions":512})"),
              66985530 - (linear(H, H) + norm(H) + 30522));
    EXPECT_EQ(count("gpt2", R"({"vocabulary":50257,"hidden_size":1024,"layers":24,"heads":16,"intermediate_size":4096,"max_positions":1024})"),
              379988992 - 24 * 1024 * 1024);     // the files keep their causal masks
    EXPECT_EQ(count("t5", R"({"vocabulary":32128,"hidden_size":768,"layers":12,"heads":12,"head_size":64,"intermediate_size":2048,"gated":true,"tied":false})"), 247577856);
    EXPECT_EQ(count("albert", R"({"vocabulary":30000,"hidden_size":768,"layers":12,"heads":12,"intermediate_size":3072,"max_positions":512,"types":2,"embedding_size":128})"),
              11842272 - (linear(H, 128) + norm(128) + 30000) - 30000);
}

}
}
