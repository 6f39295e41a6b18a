// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/example_set.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>

namespace espalier {
namespace {

// Long batches serve a pass without gradients: nothing is kept, and the products are larger.
constexpr std::int64_t kFeatureBatch = 32;

at::Tensor indexTensor(const std::vector<std::int64_t>& indices, const c10::Device& device) {
    return at::tensor(indices, at::kLong).to(device);
}

/// Where each row's features begin: one a row, or one a token.
std::vector<std::int64_t> offsetsOf(const ExampleSet& set, bool perToken) {
    std::vector<std::int64_t> offsets {0};
    for (const auto& example : set.examples) {
        offsets.push_back(offsets.back() + (perToken ? static_cast<std::int64_t>(example.ids.size()) : 1));
    }
    return offsets;
}

std::vector<std::int64_t> placesOf(const ExampleSet& set, const std::vector<std::int64_t>& indices) {
    std::vector<std::int64_t> places;
    for (const auto index : indices) {
        const auto row = static_cast<std::size_t>(index);
        for (auto place = set.featureOffsets[row]; place < set.featureOffsets[row + 1]; ++place) places.push_back(place);
    }
    return places;
}

}

at::Tensor forwardRows(Model& model, const ExampleSet& set, const std::vector<std::int64_t>& indices,
                       const c10::Device& device, const ForwardOptions& options) {
    const nn::PassScope pass(*model.pass(), {options.training, options.seed, static_cast<std::uint32_t>(options.step)});
    if (set.features.defined()) {
        return model.headForward(at::index_select(set.features, 0, indexTensor(placesOf(set, indices), device)), options);
    }
    return model.forward(toPackedBatch(packSequences(set.examples, indices), device), options).logits;
}

bool computeFeatures(Model& model, ExampleSet& set, bool perToken, const c10::Device& device,
                     const std::function<bool(std::int64_t done)>& proceed) {
    const at::NoGradGuard noGrad;
    set.featureOffsets = offsetsOf(set, perToken);
    at::Tensor features;
    std::int64_t done = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, kFeatureBatch)) {
        if (!proceed(done)) return false;
        const auto part = model.features(toPackedBatch(packSequences(set.examples, indices), device));
        if (!features.defined()) features = at::empty({set.featureOffsets.back(), part.size(1)}, part.options());
        features.index_copy_(0, indexTensor(placesOf(set, indices), device), part);
        done += static_cast<std::int64_t>(indices.size());
    }
    set.features = features;
    return true;
}

}
