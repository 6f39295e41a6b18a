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
    for (const std::string& name : encoderFixtures("")) {
        Fixture fixture(name);
        const TemporaryFolder folder;
        saveModel(*fixture.loaded.model, folder.path() / "saved");
        EXPECT_EQ(readFile(folder.path() / "saved/model.safetensors").value(),
                  readFile(fixture.folder / "model.safetensors").value())
            << name;
        Json ours = readJsonFile(folder.path() / "saved/config.json").value(),
             theirs = readJsonFile(fixture.folder / "config.json").value();
        for (const char* field : {"id2label", "label2id"})
            if (!theirs.contains(field)) ours.erase(field); // Transformers leaves out LABEL_0 and LABEL_1
        EXPECT_EQ(nlohmann::json(ours), nlohmann::json(theirs)) << name;
    }
}

TEST(Save, ANewHeadIsDescribedAndLoadsAgain) {
    Fixture fixture("bert_body", {"BertForSequenceClassification", {"bad", "good"}, "mean", "", 3});
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
TEST(Save, TransformersReadsANewHead) {
    const char* python = std::getenv("ESPALIER_REFERENCE_PYTHON");
    if (!python) GTEST_SKIP() << "ESPALIER_REFERENCE_PYTHON is not set";
    for (const auto& [name, stem] : std::map<std::string, std::string> {{"albert", "Albert"},
                                                                        {"bert", "Bert"},
                                                                        {"deberta", "DebertaV2"},
                                                                        {"distilbert", "DistilBert"},
                                                                        {"electra", "Electra"},
                                                                        {"roberta", "Roberta"}}) {
        Fixture fixture(name + "_body", {stem + "ForSequenceClassification", {"bad", "good"}, "cls", "", 3});
        const TemporaryFolder folder;
        saveModel(*fixture.loaded.model, folder.path());
        const at::Tensor logits = logitsOf(*fixture.loaded.model, fixture.batch).contiguous();
        std::string command = "\"" + std::string(python) + "\" \"" + ESPALIER_SOURCE_DIR
            + "/tests/reference/models.py\" --check \"" + folder.path().string() + "\" " + name + "_body";
        for (std::int64_t i = 0; i < logits.numel(); ++i)
            command += " " + std::to_string(logits.data_ptr<float>()[i]);
        EXPECT_EQ(std::system(command.c_str()), 0) << name;
    }
}

}
