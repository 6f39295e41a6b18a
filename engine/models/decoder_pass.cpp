// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_pass.h"

#include "engine/models/dropout_at.h"

#include <cmath>

namespace espalier {

kernels::Dropout DecoderPass::dropout(double configured, int depth, int place) const {
    return depth < lowestTrained ? kernels::Dropout {} : dropoutAt(options, configured, depth, place);
}

bool DecoderPass::drops(int depth) const {
    return depth >= lowestTrained && dropsLayer(options, depth);
}

at::Tensor DecoderPass::product(const at::Tensor& x, const nn::FusedWeights& weights) const {
    return cache && !weights.isExtended() ? product(x, weights.storage) : nn::product(x, weights);
}

at::Tensor DecoderPass::product(const at::Tensor& x, const nn::Linear& layer) const {
    return cache && !layer.isExtended() ? product(x, layer.weight) : nn::product(x, layer);
}

at::Tensor DecoderPass::product(const at::Tensor& x, const at::Tensor& weight) const {
    if (!cache) return nn::product(x, weight);
    return compact ? compact->product(x, weight) : nn::productOfFew(x, weight);
}

at::Tensor DecoderPass::compute(nn::Recomputable layer, const std::vector<at::Tensor>& inputs, int depth) const {
    if (!extensions || depth < lowestTrained) return layer(inputs);
    return computeLayer(std::move(layer), inputs, options, extensions, depth);
}

at::Tensor DecoderPass::attend(nn::AttentionInputs inputs, std::int64_t layer) const {
    const std::int64_t size = inputs.size(), hidden = inputs.heads * size, width = inputs.keyGroups() * size;
    inputs.layout = {offsets, offsets};
    if (inputs.scale == 0) inputs.scale = 1 / std::sqrt(static_cast<double>(size));
    if (!cache) return nn::attention(inputs);
    inputs.slot = nullptr; // the cache begins with what that would put in
    cache->write(layer, inputs.queries.narrow(1, hidden, width), inputs.queries.narrow(1, hidden + width, width));
    if (cache->isFresh()) return nn::attention(inputs);
    return cache->attend(inputs.queries.narrow(1, 0, hidden), {layer, inputs.heads, inputs.scale, inputs.relative});
}

void beginCache(nn::KeyValueCache& cache, std::int64_t rows, const nn::ParameterList& parameters) {
    std::int64_t layer = 0;
    for (const nn::Parameter& parameter : parameters) {
        if (!parameter.attention) continue;
        if (const auto& extension = parameter.attention->extension) {
            const at::Tensor each = extension->keysValues(), both = each.repeat({rows, 1});
            const std::int64_t width = parameter.attention->width;
            if (layer == 0) cache.extend(std::vector<std::int64_t>(static_cast<std::size_t>(rows), each.size(0)));
            cache.write(layer, both.narrow(1, 0, width), both.narrow(1, width, width));
        }
        ++layer;
    }
}

nn::Offsets sharedOffsets(const PackedBatch& batch) {
    return std::make_shared<const std::vector<std::int32_t>>(batch.offsets);
}

int lowestTrained(const nn::ParameterList& parameters, int above) {
    int lowest = above;
    for (const nn::Parameter& parameter : parameters)
        if (parameter.value.requires_grad()) lowest = std::min(lowest, parameter.depth);
    return lowest;
}

}
