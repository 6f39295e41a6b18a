// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf.h"
#include "engine/models/config.h"
#include "engine/models/gguf_export.h"
#include "engine/models/gguf_model.h"
#include "tests/engine/checkpoint/temporary_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace espalier::test {

namespace {

const std::filesystem::path kFixtures = std::filesystem::path(ESPALIER_FIXTURES) / "gguf";

std::vector<float> values(const Weights& weights, const std::string& name) {
    const StoredTensor& tensor = weights.tensors().at(name);
    std::vector<float> list(static_cast<std::size_t>(tensor.elements()));
    readFloats(tensor, list, name);
    return list;
}

/// That a GGUF holds a folder's weights, each value within `tolerance` of the largest of its tensor.
void expectSameWeights(const std::filesystem::path& gguf, const std::filesystem::path& folder, float tolerance) {
    const Weights ours = openModelWeights(gguf).value(), expected = openModelWeights(folder).value();
    EXPECT_EQ(ours.tensors().size(), expected.tensors().size());
    for (const auto& [name, tensor] : expected.tensors()) {
        ASSERT_EQ(ours.tensors().count(name), 1u) << name;
        EXPECT_EQ(ours.tensors().at(name).shape, tensor.shape) << name;
        const std::vector<float> a = values(ours, name), b = values(expected, name);
        float largest = 0, difference = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            largest = std::fmax(largest, std::fabs(b[i]));
            difference = std::fmax(difference, std::fabs(a[i] - b[i]));
        }
        EXPECT_LE(difference, tolerance * largest) << name;
    }
}

/// Fields of a config.json that decide the numbers.
void expectSameFields(const Json& ours, const Json& expected, const std::vector<std::string>& fields) {
    for (const std::string& field : fields)
        EXPECT_EQ(ours.value(field, Json()), expected.value(field, Json())) << field;
}

class GgufModel : public testing::TestWithParam<const char*> {
protected:
    std::filesystem::path folder() const { return kFixtures / GetParam(); }
    std::filesystem::path gguf() const { return kFixtures / (GetParam() + std::string(".gguf")); }
};

}

TEST_P(GgufModel, HasTheWeightsOfTheFolder) {
    expectSameWeights(gguf(), folder(), 0);
}

TEST_P(GgufModel, IsWrittenWithTheSameWeights) {
    const TemporaryFolder out;
    exportGguf(folder(), out.path() / "f32.gguf", DataType::F32);
    expectSameWeights(out.path() / "f32.gguf", folder(), 0);
    exportGguf(folder(), out.path() / "f16.gguf", DataType::F16);
    expectSameWeights(out.path() / "f16.gguf", folder(), 0x1p-11f);
    exportGguf(folder(), out.path() / "q8_0.gguf", DataType::Q8_0);
    expectSameWeights(out.path() / "q8_0.gguf", folder(), 1.0f / 254 + 0x1p-11f);
    const GgufFile file = GgufFile::open(out.path() / "q8_0.gguf").value();
    EXPECT_EQ(file.tensors().at("token_embd.weight").typeName, "Q8_0");
    EXPECT_EQ(file.tensors().at("output_norm.weight").typeName, "F32");
    EXPECT_EQ(file.integer("general.file_type"), 7);
}

TEST_P(GgufModel, IsWrittenWithTheTokenizerOfTheFolder) {
    const TemporaryFolder out;
    exportGguf(folder(), out.path() / "ours.gguf", DataType::F32);
    const GgufFile ours = GgufFile::open(out.path() / "ours.gguf").value(), expected = GgufFile::open(gguf()).value();
    for (const char* key : {"tokenizer.ggml.tokens", "tokenizer.ggml.merges"})
        EXPECT_EQ(ours.texts(key), expected.texts(key)) << key;
    EXPECT_EQ(ours.integers("tokenizer.ggml.token_type"), expected.integers("tokenizer.ggml.token_type"));
    for (const char* key : {"tokenizer.ggml.model", "tokenizer.ggml.pre", "general.architecture"})
        EXPECT_EQ(ours.text(key), expected.text(key)) << key;
    for (const std::string& key : expected.keys()) {
        if (!key.starts_with(std::string(GetParam()) + ".")) continue;
        EXPECT_EQ(ours.number(key), expected.number(key)) << key;
    }
    EXPECT_EQ(ours.boolean("tokenizer.ggml.add_bos_token"), false);
}

TEST_P(GgufModel, IsWrittenAgainFromItself) {
    const TemporaryFolder out;
    exportGguf(gguf(), out.path() / "again.gguf", DataType::F32);
    expectSameWeights(out.path() / "again.gguf", folder(), 0);
    const GgufFile again = GgufFile::open(out.path() / "again.gguf").value();
    EXPECT_EQ(again.texts("tokenizer.ggml.tokens"), GgufFile::open(gguf()).value().texts("tokenizer.ggml.tokens"));
}

INSTANTIATE_TEST_SUITE_P(Families, GgufModel, testing::Values("llama", "gpt2"));

TEST(GgufConfig, IsWhatTransformersWouldSay) {
    std::string file;
    expectSameFields(readConfigSource(kFixtures / "llama.gguf", file), readConfigSource(kFixtures / "llama", file),
                     {"architectures", "model_type", "hidden_size", "intermediate_size", "num_hidden_layers",
                      "num_attention_heads", "num_key_value_heads", "head_dim", "max_position_embeddings",
                      "rms_norm_eps", "hidden_act", "attention_bias", "mlp_bias", "tie_word_embeddings", "vocab_size",
                      "bos_token_id", "eos_token_id"});
    EXPECT_EQ(readConfigSource(kFixtures / "llama.gguf", file).at("rope_theta"), 50000.0);
    expectSameFields(readConfigSource(kFixtures / "gpt2.gguf", file), readConfigSource(kFixtures / "gpt2", file),
                     {"architectures", "model_type", "n_embd", "n_layer", "n_head", "n_positions", "n_inner",
                      "layer_norm_epsilon", "activation_function", "tie_word_embeddings", "vocab_size",
                      "bos_token_id"});
}

TEST(GgufConfig, AnotherArchitectureIsNamed) {
    const TemporaryFolder folder;
    GgufMetadata metadata;
    metadata.text("general.architecture", "mamba");
    writeGguf(folder.path() / "model.gguf", metadata, {});
    const Error error = readModelConfig(folder.path() / "model.gguf").error();
    EXPECT_EQ(error.kind, ErrorKind::BadInput);
    EXPECT_NE(error.message.find("\"mamba\""), std::string::npos) << error.message;
    EXPECT_NE(error.hint.find("llama, gpt2"), std::string::npos);
}

TEST(GgufConfig, ScalingOfLlama3GoesThereAndBack) {
    // Transformers: modeling_rope_utils.py, _compute_llama3_parameters; parameters of Llama 3.2.
    std::string file;
    Json config = readConfigSource(kFixtures / "llama", file);
    config["head_dim"] = 64;
    config["rope_parameters"]
        = {{"rope_type", "llama3"},  {"rope_theta", 500000.0},  {"factor", 32.0},
           {"low_freq_factor", 1.0}, {"high_freq_factor", 4.0}, {"original_max_position_embeddings", 8192}};
    const std::vector<float> divisors = ggufRopeDivisors(config);
    ASSERT_EQ(divisors.size(), 32u);
    EXPECT_EQ(divisors.front(), 1.0f);
    EXPECT_EQ(divisors.back(), 32.0f);
    GgufMetadata metadata;
    addGgufConfig(metadata, config, "config.json");
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(divisors.data()), divisors.size() * sizeof(float));
    const TemporaryFolder folder;
    writeGguf(folder.path() / "model.gguf", metadata, {{"rope_freqs.weight", DataType::F32, {32}, bytes}});
    const Json again = ggufConfig(GgufFile::open(folder.path() / "model.gguf").value());
    EXPECT_EQ(again.at("rope_scaling").at("rope_type"), "llama3");
    EXPECT_EQ(again.at("rope_scaling").at("factor"), 32.0);
    std::vector<float> others(32, 1.5f);
    writeGguf(
        folder.path() / "model.gguf", metadata,
        {{"rope_freqs.weight", DataType::F32, {32}, {reinterpret_cast<const std::uint8_t*>(others.data()), 128}}});
    EXPECT_THROW(ggufConfig(GgufFile::open(folder.path() / "model.gguf").value()), Exception);
}

TEST(GgufExport, SaysWhatItCanNotWrite) {
    const TemporaryFolder out;
    EXPECT_THROW(exportGguf(kFixtures / "llama", out.path() / "x.gguf", DataType::Q4_K), Exception);
    const auto bert = std::filesystem::path(ESPALIER_FIXTURES) / "models" / "bert_body";
    try {
        exportGguf(bert, out.path() / "x.gguf", DataType::F32);
        FAIL();
    } catch (const Exception& exception) {
        EXPECT_NE(exception.error().message.find("\"bert\""), std::string::npos);
    }
    EXPECT_FALSE(std::filesystem::exists(out.path() / "x.gguf"));
}

}
