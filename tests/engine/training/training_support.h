// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/trainer.h"
#include "tests/engine/base/temporary_folder.h"

namespace espalier::testing {

using test::TemporaryFolder;

std::filesystem::path fixture(const std::string& name);

/// The tiny BERT of tests/reference/training.py, with its own classifier. pooling: cls or mean.
std::unique_ptr<Model> tinyModel(const std::string& pooling = "cls");
const std::vector<std::string>& tinyLabels();

/// `count` rows that the tiny model can learn to tell apart, drawn from `seed`.
ExampleSet learnableRows(std::int64_t count, std::uint64_t seed);

/// A recipe of some steps that learns the rows above: 48 training and 16 validation rows, batches of 4.
TrainingSetup tinySetup();

/// Runs a setup on `model` with the recipe's own strategy.
TrainingResult train(Model& model, TrainingSetup setup, const CancellationToken& token = {}, const EventSink& sink = {});

/// Every weight's bytes, hashed: equal only where all are bit-identical.
std::string weightsHash(Model& model);

/// A model that hands everything on to another, after `before` had a look at the batch.
class WatchedModel final : public Model {
public:
    WatchedModel(std::unique_ptr<Model> inner, std::function<void(const PackedBatch&)> before) :
        m_inner(std::move(inner)), m_before(std::move(before)) { }
    const ModelConfig& config() const override { return m_inner->config(); }
    nn::ParameterList& parameters() override { return m_inner->parameters(); }
    ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) override;
    at::Tensor features(const PackedBatch& batch) override { return m_inner->features(batch); }
    at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) override { return m_inner->headForward(features, options); }
    void moveTo(const c10::Device& device) override { m_inner->moveTo(device); }

    bool trainingOnly = true; ///< look at batches that learn alone

private:
    std::unique_ptr<Model> m_inner;
    std::function<void(const PackedBatch&)> m_before;
};

/// The events of one kind, in order.
template <typename Event>
std::vector<Event> eventsOf(const std::vector<RunEvent>& events) {
    std::vector<Event> found;
    for (const auto& event : events) {
        if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
    }
    return found;
}

}
