// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "tests/engine/checkpoint/temporary_file.h"
#include "tests/engine/models/fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>

#include <functional>

namespace espalier::test {

namespace {

/// A copy of a fixture whose tensors went through `change` (which may rename, convert, or drop them).
class Changed {
public:
    using Tensors = std::map<std::string, at::Tensor>;

    Changed(const std::string& fixture, const std::function<Tensors(Tensors)>& change) {
        std::filesystem::copy_file(fixtureFolder(fixture) / "config.json", m_folder.path() / "config.json");
        const Tensors tensors = change(readTensors(fixtureFolder(fixture) / "model.safetensors"));
        std::vector<TensorToWrite> list;
        for (const auto& [name, tensor] : tensors) {
            const DataType type = tensor.scalar_type() == at::kFloat ? DataType::F32
                : tensor.scalar_type() == at::kHalf                  ? DataType::F16
                : tensor.scalar_type() == at::kDouble                ? DataType::F64
                : tensor.scalar_type() == at::kLong                  ? DataType::I64
                                                                     : DataType::BF16;
            list.push_back({name,
                            type,
                            tensor.sizes().vec(),
                            {static_cast<const std::uint8_t*>(tensor.const_data_ptr()), tensor.nbytes()}});
        }
        writeSafetensors(m_folder.path() / "model.safetensors", list);
    }

    const std::filesystem::path& path() const { return m_folder.path(); }

private:
    TemporaryFolder m_folder;
};

at::Tensor logitsOf(Model& model, const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    return model.forward(batch, {}).logits;
}

at::Tensor parameter(Model& model, const std::string& name) {
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.name == name) return parameter.value;
    ADD_FAILURE() << "no parameter " << name;
    return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}

TEST(Load, OldNamesPrefixesAndBuffersMeanTheSame) {
    Fixture fixture("bert_sequence");
    const at::Tensor expected = logitsOf(*fixture.loaded.model, fixture.batch);
    const Changed old("bert_sequence", [](Changed::Tensors tensors) {
        Changed::Tensors result;
        for (const auto& [name, tensor] : tensors)
            result[replaced(replaced(replaced(name, "bert.", ""), "LayerNorm.weight", "LayerNorm.gamma"),
                            "LayerNorm.bias", "LayerNorm.beta")]
                = tensor;
        result["embeddings.position_ids"] = at::arange(41).unsqueeze(0).contiguous();
        return result;
    });
    LoadedModel loaded = loadModel(old.path()).value();
    EXPECT_TRUE(loaded.fresh.empty());
    EXPECT_TRUE(loaded.unused.empty());
    EXPECT_TRUE(at::equal(logitsOf(*loaded.model, fixture.batch), expected));
}

TEST(Load, OtherFloatTypesAreConverted) {
    Fixture fixture("bert_sequence");
    const at::Tensor expected = logitsOf(*fixture.loaded.model, fixture.batch);
    const std::map<at::ScalarType, double> tolerances {{at::kDouble, 0}, {at::kHalf, 0.05}, {at::kBFloat16, 0.5}};
    for (const auto& [type, tolerance] : tolerances) {
        const Changed converted("bert_sequence", [type = type](Changed::Tensors tensors) {
            for (auto& [name, tensor] : tensors)
                tensor = tensor.to(type);
            return tensors;
        });
        LoadedModel loaded = loadModel(converted.path()).value();
        EXPECT_LE(difference(logitsOf(*loaded.model, fixture.batch), expected), tolerance) << type;
        const at::Tensor bias = parameter(*loaded.model, "classifier.bias"),
                         original = parameter(*fixture.loaded.model, "classifier.bias");
        EXPECT_TRUE(at::equal(bias, original.to(type).to(at::kFloat)));
    }
    const Changed whole("bert_sequence", [](Changed::Tensors tensors) {
        tensors["classifier.bias"] = tensors["classifier.bias"].to(at::kLong);
        return tensors;
    });
    EXPECT_NE(describe(loadModel(whole.path()).error()).find("I64"), std::string::npos);
}

TEST(Load, AMissingHeadIsDrawnFromTheSeed) {
    LoadOptions options {"BertForSequenceClassification", {"no", "yes", "maybe", "so"}, "", "", 5};
    const auto load = [&] { return loadModel(fixtureFolder("bert_body"), options).value(); };
    LoadedModel first = load(), again = load();
    EXPECT_EQ(first.fresh, (std::vector<std::string> {"classifier.weight", "classifier.bias"}));
    EXPECT_EQ(first.model->config().labels.size(), 4u);
    const at::Tensor weight = parameter(*first.model, "classifier.weight"),
                     bias = parameter(*first.model, "classifier.bias");
    EXPECT_TRUE(at::equal(weight, parameter(*again.model, "classifier.weight")));
    EXPECT_EQ(bias.abs().sum().item<double>(), 0);
    EXPECT_NEAR(weight.pow(2).mean().sqrt().item<double>(), 0.3, 0.08); // the fixture's initializer_range, 80 draws
    options.seed = 6;
    EXPECT_FALSE(at::equal(weight, parameter(*load().model, "classifier.weight")));
    // A head of another size gives way to the labels asked for, but only then.
    options = {"", {"a", "b"}, "", "", 1};
    EXPECT_EQ(loadModel(fixtureFolder("bert_sequence"), options).value().fresh.size(), 2u);
    options.labels = {"x", "y", "z"};
    EXPECT_TRUE(loadModel(fixtureFolder("bert_sequence"), options).value().fresh.empty());
}

TEST(Load, MeanPoolingHasNoPooler) {
    LoadedModel loaded
        = loadModel(fixtureFolder("bert_body"), {"BertForSequenceClassification", {"a", "b"}, "mean", "", 1}).value();
    EXPECT_EQ(loaded.unused, (std::vector<std::string> {"pooler.dense.bias", "pooler.dense.weight"}));
    for (const nn::Parameter& each : loaded.model->parameters())
        EXPECT_EQ(each.name.find("pooler"), std::string::npos);
}

TEST(Load, WhatDoesNotBelongTogetherIsAnError) {
    const auto refuses
        = [](const std::function<Changed::Tensors(Changed::Tensors)>& change, const std::string& saying) {
              const Changed changed("bert_sequence", change);
              const auto result = loadModel(changed.path());
              ASSERT_FALSE(result) << saying;
              EXPECT_EQ(result.error().kind, ErrorKind::BadInput);
              EXPECT_NE(describe(result.error()).find(saying), std::string::npos) << describe(result.error());
          };
    refuses(
        [](Changed::Tensors t) {
            t.erase("bert.encoder.layer.1.output.dense.bias");
            return t;
        },
        "\"bert.encoder.layer.1.output.dense.bias\" is missing");
    refuses(
        [](Changed::Tensors t) {
            t["bert.embeddings.LayerNorm.bias"] = t["classifier.bias"];
            return t;
        },
        "has shape (3) where config.json asks for (20)");
    refuses(
        [](Changed::Tensors t) {
            t["classifier.bias"] = t["bert.embeddings.LayerNorm.bias"];
            return t;
        },
        "has shape (20) where config.json asks for (3)");
    refuses(
        [](Changed::Tensors t) {
            t["pooler.dense.bias"] = t["bert.pooler.dense.bias"].neg();
            return t;
        },
        "are the same weight");
    refuses(
        [](Changed::Tensors t) {
            t.erase("bert.embeddings.word_embeddings.weight");
            return t;
        },
        "larger model than the weights fill");
    const TemporaryFolder folder;
    EXPECT_EQ(loadModel(folder.path()).error().kind, ErrorKind::NotFound);
    std::filesystem::copy_file(fixtureFolder("bert_body") / "config.json", folder.path() / "config.json");
    EXPECT_NE(describe(loadModel(folder.path()).error()).find("model.safetensors"), std::string::npos);
    EXPECT_NE(describe(loadModel(fixtureFolder("bert_body"), {"T5Model", {}, "", "", 0}).error()).find("T5Model"),
              std::string::npos);
}

TEST(Load, TiedWeightsMayBeThereTwice) {
    for (const std::string name : {"albert", "bert", "distilbert", "roberta"}) {
        Fixture fixture(name + "_masked");
        const Changed changed(name + "_masked", [&](Changed::Tensors tensors) {
            const std::string decoder = name == "albert" ? "predictions.decoder"
                : name == "bert"                         ? "cls.predictions.decoder"
                : name == "distilbert"                   ? "vocab_projector"
                                                         : "lm_head.decoder";
            tensors[decoder + ".weight"] = tensors[name + ".embeddings.word_embeddings.weight"];
            const std::string bias = replaced(decoder, ".decoder", "") + ".bias";
            tensors[decoder + ".bias"] = tensors[bias];
            return tensors;
        });
        LoadedModel loaded = loadModel(changed.path()).value();
        EXPECT_TRUE(loaded.fresh.empty() && loaded.unused.empty()) << name;
        EXPECT_TRUE(at::equal(logitsOf(*loaded.model, fixture.batch), logitsOf(*fixture.loaded.model, fixture.batch)));
    }
}

TEST(Load, AnyClassOfAFamilyGivesItsBodyToAnyOther) {
    // What BERT's pre-training leaves becomes a classifier: with its pooler, without the heads that it had.
    LoadedModel loaded
        = loadModel(fixtureFolder("bert_pretraining"), {"BertForSequenceClassification", {"a", "b"}, "", "", 1}).value();
    EXPECT_EQ(loaded.fresh, (std::vector<std::string> {"classifier.weight", "classifier.bias"}));
    // A masked BERT has no pooler: the classifier's is drawn with it.
    loaded = loadModel(fixtureFolder("bert_masked"), {"BertForSequenceClassification", {"a", "b"}, "", "", 1}).value();
    EXPECT_EQ(loaded.fresh,
              (std::vector<std::string> {"bert.pooler.dense.weight", "bert.pooler.dense.bias", "classifier.weight",
                                         "classifier.bias"}));
    // RoBERTa's masked model has none either, and needs none for a classifier; its base class draws one.
    loaded
        = loadModel(fixtureFolder("roberta_masked"), {"RobertaForSequenceClassification", {"a", "b"}, "", "", 1}).value();
    EXPECT_EQ(loaded.fresh,
              (std::vector<std::string> {"classifier.dense.weight", "classifier.dense.bias",
                                         "classifier.out_proj.weight", "classifier.out_proj.bias"}));
    loaded = loadModel(fixtureFolder("roberta_masked"), {"RobertaModel", {}, "", "", 1}).value();
    EXPECT_EQ(loaded.fresh, (std::vector<std::string> {"pooler.dense.weight", "pooler.dense.bias"}));
    loaded = loadModel(fixtureFolder("distilbert_body"), {"DistilBertForMaskedLM", {}, "", "", 1}).value();
    const at::Tensor norm = parameter(*loaded.model, "vocab_layer_norm.weight");
    EXPECT_EQ(norm.sum().item<double>(), static_cast<double>(norm.numel())); // norms begin at 1
}

TEST(Load, AHugeConfigDoesNotAllocate) {
    for (const std::string& name : encoderFixtures("")) {
        const Json good = readJsonFile(fixtureFolder(name) / "config.json").value();
        for (const auto& [field, value] : good.items()) {
            if (!value.is_number_integer() || value.get<std::int64_t>() == 2000000000) continue;
            const TemporaryFolder folder;
            std::filesystem::create_symlink(fixtureFolder(name) / "model.safetensors",
                                            folder.path() / "model.safetensors");
            Json config = good;
            config[field] = 2000000000;
            folder.write("config.json", toText(config));
            const auto result = loadModel(folder.path());
            const bool shapesWeights
                = field.find("size") != std::string::npos || field.find("layers") != std::string::npos;
            EXPECT_FALSE(result && shapesWeights) << name << ", " << field;
        }
    }
}

TEST(Load, AMaskedHeadWithATableOfItsOwnIsRefused) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(fixtureFolder("bert_masked") / "model.safetensors", folder.path() / "model.safetensors");
    Json config = readJsonFile(fixtureFolder("bert_masked") / "config.json").value();
    config["tie_word_embeddings"] = false;
    folder.write("config.json", toText(config));
    EXPECT_NE(describe(loadModel(folder.path()).error()).find("tie_word_embeddings"), std::string::npos);
    EXPECT_TRUE(loadModel(folder.path(), {"BertModel", {}, "", "", 0}));
}

}
