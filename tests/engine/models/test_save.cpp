// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/checkpoint/temporary_file.h"
#include "tests/engine/models/fixture.h"

#include "engine/base/file.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>

#include <cstdlib>

namespace espalier::test {

namespace {

at::Tensor logitsOf(Model& model, const PackedBatch& batch) {
    const at::NoGradGuard noGraph;
    return model.forward(batch, {}).logits;
}

}

TEST(Save, RoundTripIsByteEqualWithTransformersOwnFile) {
    for (const char* name : {"bert_body", "bert_sequence", "bert_tokens", "bert_masked"}) {
        Fixture fixture(name);
        const TemporaryFolder folder;
        saveModel(*fixture.loaded.model, folder.path() / "saved");
        EXPECT_EQ(readFile(folder.path() / "saved/model.safetensors").value(),
                  readFile(fixture.folder / "model.safetensors").value())
            << name;
        Json ours = readJsonFile(folder.path() / "saved/config.json").value(),
             theirs = readJsonFile(fixture.folder / "config.json").value();
        EXPECT_EQ(nlohmann::json(ours), nlohmann::json(theirs)) << name;
    }
}

TEST(Save, ANewHeadIsDescribedAndLoadsAgain) {
    Fixture fixture("bert_body", {"BertForSequenceClassification", {"bad", "good"}, "mean", 3});
    const TemporaryFolder folder;
    saveModel(*fixture.loaded.model, folder.path());
    const Json config = readJsonFile(folder.path() / "config.json").value();
    EXPECT_EQ(config["architectures"], Json::parse(R"(["BertForSequenceClassification"])"));
    EXPECT_EQ(config["id2label"], Json::parse(R"({"0":"bad","1":"good"})"));
    EXPECT_EQ(config["label2id"], Json::parse(R"({"bad":0,"good":1})"));
    EXPECT_EQ(config["espalier_pooling"], "mean");
    EXPECT_EQ(config["dtype"], "float32");
    EXPECT_EQ(config["problem_type"], "single_label_classification");
    EXPECT_EQ(config["transformers_version"], fixture.loaded.model->config().source["transformers_version"]);
    LoadedModel again = loadModel(folder.path()).value();
    EXPECT_TRUE(again.fresh.empty());
    EXPECT_TRUE(at::equal(logitsOf(*again.model, fixture.batch), logitsOf(*fixture.loaded.model, fixture.batch)));
}

/// Set to a Python with Transformers, this also asks Transformers itself.
TEST(Save, TransformersReadsIt) {
    const char* python = std::getenv("ESPALIER_REFERENCE_PYTHON");
    if (!python) GTEST_SKIP() << "ESPALIER_REFERENCE_PYTHON is not set";
    Fixture fixture("bert_body", {"BertForSequenceClassification", {"bad", "good"}, "cls", 3});
    const TemporaryFolder folder;
    saveModel(*fixture.loaded.model, folder.path());
    const at::Tensor logits = logitsOf(*fixture.loaded.model, fixture.batch);
    std::string expected;
    for (std::int64_t i = 0; i < logits.numel(); ++i)
        expected += " " + std::to_string(logits.contiguous().data_ptr<float>()[i]);
    const std::string script = std::string(ESPALIER_SOURCE_DIR) + "/tests/reference/models.py";
    const std::string command
        = "\"" + std::string(python) + "\" \"" + script + "\" --check \"" + folder.path().string() + "\"" + expected;
    EXPECT_EQ(std::system(command.c_str()), 0);
}

}
