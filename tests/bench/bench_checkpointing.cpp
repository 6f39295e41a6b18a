// SPDX-License-Identifier: GPL-3.0-or-later
// Memory and time of one forward and backward pass with and without gradient checkpointing: 32 sequences of 128 tokens.
// bench_checkpointing MODEL plain|checkpoints [sequences] [threads]
#include "engine/base/memory.h"
#include "engine/base/random.h"
#include "engine/models/model.h"
#include "engine/nn/word_loss.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace espalier;

namespace {

constexpr std::int64_t kLength = 128;

PackedSequences batchOf(std::int64_t sequences, std::int64_t vocabulary) {
    Random random(7);
    PackedSequences batch;
    for (std::int64_t s = 0; s < sequences; ++s) {
        for (std::int64_t i = 0; i < kLength; ++i) {
            batch.ids.push_back(static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(vocabulary))));
            batch.positions.push_back(static_cast<std::int32_t>(i));
        }
        batch.offsets.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    batch.longest = kLength;
    batch.typeIds.resize(batch.ids.size(), 0);
    return batch;
}

/// Every token but a sequence's last, as rows of the stream.
std::vector<std::int64_t> predicting(std::int64_t sequences) {
    std::vector<std::int64_t> rows;
    for (std::int64_t row = 0; row < sequences * kLength; ++row)
        if ((row + 1) % kLength != 0) rows.push_back(row);
    return rows;
}

at::Tensor lossOf(Model& model, const PackedBatch& batch, ForwardOptions options) {
    if (!model.config().architecture.ends_with("ForCausalLM"))
        return at::cross_entropy_loss(model.forward(batch, options).logits,
                                      at::zeros({batch.sequences()}, at::TensorOptions(at::kLong)));
    options.wordRows = at::tensor(predicting(batch.sequences()), at::kLong);
    return nn::wordLossSum(model.forward(batch, options).words, batch.ids.index_select(0, options.wordRows + 1));
}

}

int main(int argc, char** argv) {
    if (argc < 3)
        return std::fprintf(stderr, "usage: bench_checkpointing MODEL plain|checkpoints [sequences] [threads]\n"), 2;
    const std::int64_t sequences = argc > 3 ? std::atoi(argv[3]) : 32;
    at::set_num_threads(argc > 4 ? std::atoi(argv[4]) : 2);
    LoadOptions how {.seed = 1};
    if (readModelConfig(argv[1]).value().family == "bert")
        how.architecture = "BertForSequenceClassification", how.labels = {"a", "b"};
    LoadedModel loaded = loadModel(argv[1], how).value();
    Model& model = *loaded.model;
    for (nn::Parameter& parameter : model.parameters())
        parameter.value.requires_grad_(true);
    const PackedBatch batch = toPackedBatch(batchOf(sequences, model.config().vocabularySize), at::kCPU);
    ForwardOptions options {.training = true, .seed = 3, .checkpoints = std::strcmp(argv[2], "checkpoints") == 0};
    releaseFreeBlocks();
    resetPeakBytes();
    const std::int64_t before = residentBytes();
    const auto start = std::chrono::steady_clock::now();
    const at::Tensor loss = lossOf(model, batch, options);
    const std::int64_t kept = residentBytes() - before;
    loss.backward();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%s: loss %.6f, %.0f MB kept for the way back, %.0f MB at the most (gradients included), %.1f s\n",
                argv[2], loss.item<double>(), static_cast<double>(kept) / 1e6,
                static_cast<double>(peakBytes() - before) / 1e6, seconds);
}
