// SPDX-License-Identifier: GPL-3.0-or-later
// Any class of any encoder family becomes a classifier of texts.
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/compute/local_compute.h"
#include "engine/models/config.h"
#include "tests/engine/compute/job_support.h"

#include <gtest/gtest.h>

#include <cmath>

namespace espalier {
namespace {

struct Case {
    const char *fixture, *becomes, *strategy, *pooling;
};

void PrintTo(const Case& given, std::ostream* out) {
    *out << given.fixture << ", " << given.strategy << ", " << given.pooling;
}

class Families : public ::testing::TestWithParam<Case> {};

/// A fixture's weights with the tokenizer of the tiny training model, whose words are fewer than the fixture's.
void writeModel(const std::string& fixture, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto fixtures = std::filesystem::path(ESPALIER_FIXTURES);
    for (const char* name : {"config.json", "model.safetensors"}) {
        std::filesystem::copy_file(fixtures / "models" / fixture / name, folder / name);
    }
    for (const char* name : {"vocab.txt", "tokenizer_config.json"}) {
        std::filesystem::copy_file(test::tinyModelFolder() / name, folder / name);
    }
}

}

TEST_P(Families, LearnAndAreSavedAsTheirOwnClass) {
    const test::TemporaryFolder folder;
    TrainJob job = test::tinyJob(folder);
    job.modelFolder = folder / "base";
    writeModel(GetParam().fixture, job.modelFolder);
    job.recipe.strategy.kind = GetParam().strategy;
    job.recipe.pooling = GetParam().pooling;
    job.recipe.training.epochs = 2;
    double first = 0, last = 0;
    const auto outcome = localCompute().train(job, {}, [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepEvent>(&event)) (first == 0 ? first : last) = step->loss;
    });
    ASSERT_TRUE(outcome) << describe(outcome.error());
    ASSERT_EQ(outcome->finished.status, "completed") << outcome->finished.error;
    EXPECT_TRUE(std::isfinite(last));
    EXPECT_NE(first, last);
    const auto config = readJsonFile(job.outputFolder / "config.json").value();
    EXPECT_EQ(config["architectures"], Json::array({GetParam().becomes}));
    EXPECT_EQ(config["id2label"], Json::parse(R"({"0":"negative","1":"positive"})"));
    EXPECT_EQ(config["problem_type"], "single_label_classification");
    EXPECT_TRUE(readModelConfig(job.outputFolder));
}

INSTANTIATE_TEST_SUITE_P(Encoders, Families,
                         ::testing::Values(Case {"albert_masked", "AlbertForSequenceClassification", "full", "cls"},
                                           Case {"bert_pretraining", "BertForSequenceClassification", "full", "cls"},
                                           Case {"camembert_masked", "CamembertForSequenceClassification", "full", "mean"},
                                           Case {"deberta_masked", "DebertaV2ForSequenceClassification", "discriminative", "cls"},
                                           Case {"deberta_body", "DebertaV2ForSequenceClassification", "frozen", "cls"},
                                           Case {"distilbert_masked", "DistilBertForSequenceClassification", "frozen", "cls"},
                                           Case {"electra_discriminator", "ElectraForSequenceClassification", "full", "cls"},
                                           Case {"roberta_masked", "RobertaForSequenceClassification", "discriminative", "cls"},
                                           Case {"xlm_roberta_tokens", "XLMRobertaForSequenceClassification", "frozen", "mean"}));

}
