// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/prefix_extension.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/tensor.h>

namespace espalier {
namespace {

class PrefixExtension final : public nn::AttentionExtension {
public:
    PrefixExtension(std::shared_ptr<const PrefixSource> source, std::int64_t layer, std::int64_t width)
        : m_source(std::move(source)), m_layer(layer), m_width(width) { }

    at::Tensor keysValues() const override { return m_source->ofLayer(m_layer, 2 * m_width); }

    nn::AttentionInputs apply(const nn::AttentionInputs& inputs) const override {
        const std::int64_t hidden = inputs.heads * inputs.size();
        const bool together = !inputs.keysValues.defined();
        const at::Tensor own = together ? inputs.queries.narrow(1, hidden, 2 * m_width) : inputs.keysValues;
        at::Tensor before = keysValues();
        // Biases are added to all rows later; what is put in comes without.
        if (inputs.keyBias.defined()) before = before - at::cat({inputs.keyBias, inputs.valueBias});
        nn::AttentionInputs extended = inputs;
        if (together) extended.queries = inputs.queries.narrow(1, 0, hidden).contiguous();
        std::vector<std::int64_t> rows;
        extended.layout.keys = interleaved(*inputs.layout.keys, before.size(0), rows);
        extended.keysValues = at::cat({own, before}).index_select(0, at::tensor(rows).to(own.device()));
        return extended;
    }

private:
    /// Offsets with `count` rows more before each sequence; `rows`: where each row comes from, the new ones at the end.
    static nn::Offsets interleaved(const std::vector<std::int32_t>& offsets, std::int64_t count,
                                   std::vector<std::int64_t>& rows) {
        std::vector<std::int32_t> extended {0};
        for (std::size_t s = 0; s + 1 < offsets.size(); ++s) {
            for (std::int64_t i = 0; i < count; ++i)
                rows.push_back(offsets.back() + i);
            for (std::int32_t row = offsets[s]; row < offsets[s + 1]; ++row)
                rows.push_back(row);
            extended.push_back(static_cast<std::int32_t>(rows.size()));
        }
        return std::make_shared<const std::vector<std::int32_t>>(std::move(extended));
    }

    std::shared_ptr<const PrefixSource> m_source;
    std::int64_t m_layer, m_width;
};

}

at::Tensor PrefixSource::values() const {
    return isProjected() ? nn::linear(at::tanh(nn::linear(embedding, inner)), outer) : embedding;
}

/// Layers ask from the lowest up, but for those that a pass goes by.
bool PrefixSource::isNewPass(std::int64_t layer) const {
    const nn::Pass now = pass ? *pass : nn::Pass {};
    const bool isOther = now.training != m_pass.training || now.seed != m_pass.seed || now.step != m_pass.step;
    m_pass = now;
    return !m_values.defined() || layer <= m_layer || isOther;
}

at::Tensor PrefixSource::ofLayer(std::int64_t layer, std::int64_t width) const {
    if (pass && pass->isAgain) return values().narrow(1, layer * width, width); // a graph of the layer's own
    if (isNewPass(layer)) m_values = values();
    m_layer = layer;
    const at::Tensor mine = m_values.narrow(1, layer * width, width);
    if ((layer + 1) * width == m_values.size(1)) m_values = at::Tensor(); // the last one: the graph is not kept
    return mine;
}

std::shared_ptr<const nn::AttentionExtension> makePrefixExtension(std::shared_ptr<const PrefixSource> source,
                                                                  std::int64_t layer, std::int64_t width) {
    return std::make_shared<const PrefixExtension>(std::move(source), layer, width);
}

}
