// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/compute/job_support.h"

#include "engine/base/random.h"

namespace espalier::test {

std::filesystem::path tinyModelFolder() {
    return std::filesystem::path(ESPALIER_FIXTURES) / "training" / "model";
}

std::vector<Example> sentences(std::int64_t count, std::uint64_t seed) {
    const char* nouns[] {"film", "story", "plot", "actor", "music"};
    const char* kind[] {"good", "great", "fine", "fun", "warm", "bright"};
    const char* unkind[] {"bad", "poor", "dull", "slow", "cold", "weak"};
    std::vector<Example> examples;
    Random random(seed);
    for (std::int64_t i = 0; i < count; ++i) {
        const bool good = random.below(2);
        const auto word = [&] { return std::string((good ? kind : unkind)[random.below(6)]); };
        examples.push_back({i + 2, std::string("The ") + nouns[random.below(5)] + " was " + word() + ", " + word() + " and " + word() + ".", "",
                            good ? "positive" : "negative"});
    }
    return examples;
}

TrainJob tinyJob(const TemporaryFolder& folder) {
    TrainJob job;
    job.run = 7;
    job.recipe.name = "tiny run";
    job.recipe.model = "tiny-bert";
    job.recipe.data.train = "sentences";
    job.recipe.pooling = "mean";
    job.recipe.training = {.epochs = 4, .batchSize = 4, .learningRate = 0.02, .maxLength = 20, .seed = 3};
    job.modelFolder = tinyModelFolder();
    job.train = sentences(48, 1);
    job.validation = sentences(16, 2);
    job.test = sentences(20, 3);
    job.labels = {"negative", "positive"};
    job.checkpointFolder = folder / "checkpoint";
    job.outputFolder = folder / "model";
    job.threads = 1;
    return job;
}

}
