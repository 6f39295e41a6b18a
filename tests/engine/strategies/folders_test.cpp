// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/strategies/tuned_folder.h"
#include "tests/engine/strategies/strategy_support.h"

#include <gtest/gtest.h>

namespace espalier::testing {
namespace {

struct Saved {
    TemporaryFolder folder;
    at::Tensor logits;
    Saved(const Recipe& recipe) {
        const auto model = tinyModel();
        const auto strategy = makeStrategy(recipe).value();
        strategy->prepare(*model, recipe);
        shake(*model);
        logits = someLogits(*model);
        saveTuned(*model, *strategy, recipe, "the-base", folder / "model");
    }
};

}

TEST(TunedFolder, HoldsMergedWeightsAndAPeftAdapterOfLora) {
    const Saved saved(recipeOf("lora", {{"rank", 4}, {"alpha", 12}, {"dora", 1}}));
    const auto loaded = loadModel(saved.folder / "model").value();
    EXPECT_TRUE(loaded.unused.empty());
    EXPECT_TRUE(someLogits(*loaded.model).allclose(saved.logits, 1e-4, 1e-5));
    const Json config = readJsonFile(saved.folder / "model" / "adapter" / "adapter_config.json").value();
    EXPECT_EQ(config["peft_type"], "LORA");
    EXPECT_EQ(config["task_type"], "SEQ_CLS");
    EXPECT_EQ(config["base_model_name_or_path"], "the-base");
    EXPECT_EQ(config["r"], 4);
    EXPECT_EQ(config["lora_alpha"], 12);
    EXPECT_EQ(config["use_dora"], true);
    EXPECT_EQ(config["target_modules"], Json::array({"query", "value"}));
    EXPECT_EQ(config["modules_to_save"], Json::array({"classifier"}));
    const auto file = SafetensorsFile::open(saved.folder / "model" / "adapter" / "adapter_model.safetensors").value();
    const std::string query = "base_model.model.bert.encoder.layer.1.attention.self.query.lora_";
    EXPECT_EQ(file.tensors().size(), 2u + 2 * 2 * 3);
    EXPECT_EQ(file.tensors().at(query + "A.weight").shape, (std::vector<std::int64_t> {4, 16}));
    EXPECT_EQ(file.tensors().at(query + "B.weight").shape, (std::vector<std::int64_t> {16, 4}));
    EXPECT_EQ(file.tensors().at(query + "magnitude_vector").shape, (std::vector<std::int64_t> {16}));
    EXPECT_TRUE(file.tensors().count("base_model.model.classifier.bias"));
}

TEST(TunedFolder, NamesAllLinearLayersOneByOne) {
    const Saved saved(recipeOf("lora", {}, {{"targets", "all-linear"}}));
    const Json config = readJsonFile(saved.folder / "model" / "adapter" / "adapter_config.json").value();
    EXPECT_EQ(config["target_modules"].size(), 13u);
}

TEST(TunedFolder, OfIa3SaysWhichLayersAreFeedForward) {
    const Saved saved(recipeOf("ia3"));
    EXPECT_TRUE(someLogits(*loadModel(saved.folder / "model").value().model).allclose(saved.logits, 1e-4, 1e-5));
    const Json config = readJsonFile(saved.folder / "model" / "adapter" / "adapter_config.json").value();
    EXPECT_EQ(config["peft_type"], "IA3");
    EXPECT_EQ(config["feedforward_modules"], Json::array({"output.dense"}));
    const auto file = SafetensorsFile::open(saved.folder / "model" / "adapter" / "adapter_model.safetensors").value();
    const std::string layer = "base_model.model.bert.encoder.layer.0.";
    EXPECT_EQ(file.tensors().at(layer + "output.dense.ia3_l").shape, (std::vector<std::int64_t> {1, 32}));
    EXPECT_EQ(file.tensors().at(layer + "attention.self.key.ia3_l").shape, (std::vector<std::int64_t> {16, 1}));
}

TEST(TunedFolder, HoldsWhatCantBeMergedAndPutsItInAgain) {
    for (const Recipe& recipe :
         {recipeOf("adapter", {{"reduction", 4}}), recipeOf("adapter", {{"scale", 4}}, {{"placement", "parallel"}}),
          recipeOf("prompt", {{"tokens", 3}}), recipeOf("prefix", {{"tokens", 3}}),
          recipeOf("prefix", {{"tokens", 3}, {"projection", 1}})}) {
        const Saved saved(recipe);
        SCOPED_TRACE(recipe.strategy.kind);
        const auto loaded = loadTuned(saved.folder / "model");
        ASSERT_TRUE(loaded) << describe(loaded.error());
        EXPECT_TRUE(someLogits(*loaded->model).allclose(saved.logits, 1e-5, 1e-6));
        EXPECT_TRUE(learning(*loaded->model).empty());
        // Whoever doesn't put the parts in again must not get a model without them.
        const auto bare = loadModel(saved.folder / "model");
        ASSERT_FALSE(bare);
        EXPECT_NE(bare.error().message.find("put in"), std::string::npos);
    }
}

TEST(TunedFolder, ThatWasTamperedWithIsRefused) {
    const Saved saved(recipeOf("prompt", {{"tokens", 3}}));
    const auto path = saved.folder / "model" / "config.json";
    Json config = readJsonFile(path).value();
    for (const Json& strategy : {Json {{"kind", "prompt"}, {"tokens", 1e9}}, Json {{"kind", "prompt"}, {"tokens", 4}},
                                 Json {{"kind", "magic"}}, Json {{"kind", "prefix"}, {"tokens", 3}}, Json(3)}) {
        config["espalier_inserted"] = strategy;
        writeFileAtomically(path, toText(config));
        EXPECT_FALSE(loadTuned(saved.folder / "model")) << toText(strategy);
    }
}

TEST(TunedFolder, OfPromptsAndPrefixesIsOneThatPeftKnows) {
    for (const Recipe& recipe :
         {recipeOf("prompt", {{"tokens", 3}}), recipeOf("prefix", {{"tokens", 3}, {"projection", 1}})}) {
        const Saved saved(recipe);
        const auto adapter = saved.folder / "model" / "adapter";
        const Json config = readJsonFile(adapter / "adapter_config.json").value();
        EXPECT_EQ(config["num_virtual_tokens"], 3);
        EXPECT_EQ(config["num_layers"], 2);
        const auto file = SafetensorsFile::open(adapter / "adapter_model.safetensors").value();
        EXPECT_EQ(file.tensors().size(), 3u);
        EXPECT_EQ(file.tensors().at("prompt_embeddings").shape[1], recipe.strategy.kind == "prompt" ? 16 : 2 * 2 * 16);
        EXPECT_TRUE(file.tensors().count("base_model.classifier.weight"));
    }
}

TEST(TunedFolder, OfWholeWeightsHasNoAdapter) {
    const Saved saved(recipeOf("bitfit"));
    EXPECT_FALSE(std::filesystem::exists(saved.folder / "model" / "adapter"));
    EXPECT_TRUE(someLogits(*loadTuned(saved.folder / "model").value().model).equal(saved.logits));
}

}
