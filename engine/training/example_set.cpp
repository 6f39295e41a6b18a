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

}

at::Tensor forwardRows(Model& model, const ExampleSet& set, const std::vector<std::int64_t>& indices,
                       const c10::Device& device, const ForwardOptions& options) {
    if (set.features.defined()) {
        return model.headForward(at::index_select(set.features, 0, indexTensor(indices, device)), options);
    }
    return model.forward(toPackedBatch(packSequences(set.examples, indices), device), options).logits;
}

bool computeFeatures(Model& model, ExampleSet& set, const c10::Device& device,
                     const std::function<bool(std::int64_t done)>& proceed) {
    const at::NoGradGuard noGrad;
    at::Tensor features;
    std::int64_t done = 0;
    for (const auto& indices : lengthSortedBatches(set.examples, kFeatureBatch)) {
        if (!proceed(done)) return false;
        const auto part = model.features(toPackedBatch(packSequences(set.examples, indices), device));
        if (!features.defined()) features = at::empty({set.size(), part.size(1)}, part.options());
        features.index_copy_(0, indexTensor(indices, device), part);
        done += part.size(0);
    }
    set.features = features;
    return true;
}

}
