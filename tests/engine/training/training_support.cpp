// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/training/training_support.h"

#include "engine/base/file.h"
#include "engine/base/random.h"

#include <ATen/Parallel.h>

namespace espalier::testing {

std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "training" / name;
}

const std::vector<std::string>& tinyLabels() {
    static const std::vector<std::string> labels {"negative", "positive"};
    return labels;
}

std::unique_ptr<Model> tinyModel(const std::string& pooling) {
    at::set_num_threads(1); // tensors this small only wait for other threads
    return loadModel(fixture("model"), {.architecture = {}, .labels = tinyLabels(), .pooling = pooling, .seed = 0}).value().model;
}

ExampleSet learnableRows(std::int64_t count, std::uint64_t seed) {
    // Words 5 … 35 of the vocabulary; 17 … 22 are kind ones, 23 … 28 unkind ones.
    ExampleSet set;
    Random random(seed);
    for (std::int64_t i = 0; i < count; ++i) {
        TokenizedExample example;
        example.label = static_cast<std::int32_t>(random.below(2));
        example.ids.push_back(2);
        for (auto words = random.below(8); words > 0; --words) example.ids.push_back(static_cast<std::int32_t>(5 + random.below(12)));
        for (int words = 0; words < 3; ++words) example.ids.push_back(static_cast<std::int32_t>((example.label ? 17 : 23) + random.below(6)));
        example.ids.push_back(3);
        set.examples.push_back(std::move(example));
    }
    return set;
}

TrainingSetup tinySetup() {
    TrainingSetup setup;
    auto& training = setup.recipe.training;
    training.epochs = 2;
    training.batchSize = 4;
    training.learningRate = 5e-3;
    training.seed = 11;
    setup.train = learnableRows(46, 1); // the last batch of an epoch is a short one
    setup.validation = learnableRows(16, 2);
    setup.fingerprint = "tiny";
    return setup;
}

TrainingResult train(Model& model, TrainingSetup setup, const CancellationToken& token, const EventSink& sink) {
    const auto strategy = makeStrategy(setup.recipe).value();
    const auto task = makeTask("classification", tinyLabels()).value();
    return Trainer(model, *strategy, *task, std::move(setup), token, sink).run();
}

std::string weightsHash(Model& model) {
    std::string bytes;
    for (const auto& parameter : model.parameters()) {
        const auto value = parameter.value.detach().cpu().contiguous();
        bytes.append(static_cast<const char*>(value.const_data_ptr()), value.nbytes());
    }
    return sha256(bytes);
}

ModelOutput WatchedModel::forward(const PackedBatch& batch, const ForwardOptions& options) {
    if (options.training || !trainingOnly) m_before(batch);
    return m_inner->forward(batch, options);
}

}
