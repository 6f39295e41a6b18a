// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/word_pass.h"

#include <ATen/ops/tensor.h>

namespace espalier {
namespace {

/// A batch of evaluation holds about so many tokens, whatever the rows' length.
constexpr std::int64_t kEvaluationTokens = 8192;

at::Tensor onDevice(const std::vector<std::int64_t>& values, const c10::Device& device) {
    return at::tensor(values, at::kLong).to(device);
}

void addScores(const WordBatch& batch, const nn::WordScores& scores, const std::vector<std::int64_t>& indices, std::vector<RowResult>& rows) {
    const auto* loss = scores.losses.const_data_ptr<float>();
    const auto* predicted = scores.predicted.const_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < batch.targets.size(); ++i) {
        RowResult& row = rows[static_cast<std::size_t>(indices[static_cast<std::size_t>(batch.owners[i])])];
        row.loss += static_cast<double>(loss[i]);
        ++row.words;
        row.rightWords += predicted[i] == batch.targets[i];
    }
}

}

nn::WordHead readWords(Model& model, const WordBatch& batch, const c10::Device& device, const ForwardOptions& options) {
    const nn::PassScope pass(*model.pass(), {options.training, options.seed, static_cast<std::uint32_t>(options.step)});
    PackedBatch packed = toPackedBatch(batch.input, device);
    if (batch.decoder.sequences() > 0) packed.decoder = std::make_shared<const PackedBatch>(toPackedBatch(batch.decoder, device));
    ForwardOptions words = options;
    words.wordRows = onDevice(batch.rows, device);
    return model.forward(packed, words).words;
}

at::Tensor wordLoss(Model& model, const WordBatch& batch, const c10::Device& device, const ForwardOptions& options) {
    return nn::wordLossSum(readWords(model, batch, device, options), onDevice(batch.targets, device));
}

std::optional<Evaluation> evaluateWords(Model& model, const LanguageTask& task, const ExampleSet& set, const c10::Device& device,
                                        std::int64_t batchSize, const Proceed& proceed) {
    Evaluation result;
    result.rows.resize(static_cast<std::size_t>(set.size()));
    std::int64_t longest = 1;
    for (const auto& example : set.examples) longest = std::max(longest, std::ssize(example.ids));
    double lossSum = 0;
    std::int64_t words = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, std::clamp<std::int64_t>(kEvaluationTokens / longest, 1, batchSize))) {
        if (!proceed()) return std::nullopt;
        const WordBatch batch = task.batch(set.examples, indices, {});
        if (batch.targets.empty()) continue;
        addScores(batch, nn::scoreWords(readWords(model, batch, device, {}), onDevice(batch.targets, device)), indices, result.rows);
    }
    for (const RowResult& row : result.rows) {
        lossSum += row.loss;
        words += row.words;
    }
    result.loss = words ? lossSum / static_cast<double>(words) : 0;
    return result;
}

}
