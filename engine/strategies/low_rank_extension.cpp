// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/low_rank_extension.h"

#include "engine/nn/dropout.h"
#include "engine/nn/low_rank.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/mm.h>

namespace espalier {
namespace {

// Places of dropout of a model's own are few and low; those of extensions follow from here.
constexpr std::uint32_t kFirstSite = 1u << 16;

/// The layer's weight as (out, in).
at::Tensor outputsFirst(const nn::LinearSlot& slot) {
    return slot.inputsFirst ? slot.weight.t() : slot.weight;
}

/// LoRA (Hu et al. 2022): y + scale·B·A·x.
class LowRankExtension : public nn::LinearExtension {
public:
    LowRankExtension(const std::shared_ptr<nn::LinearSlot>& slot, LowRank lowRank, std::shared_ptr<const nn::Pass> pass)
        : m_layer(*slot), m_lowRank(std::move(lowRank)), m_pass(std::move(pass)) {
        m_layer.extension = nullptr; // what the slot holds must not hold the slot's
    }

    at::Tensor output(const at::Tensor& x, const at::Tensor& y, std::int64_t first) const override {
        return nn::addLowRank(y, nn::drop(x, dropout()), m_lowRank.a, m_lowRank.b, m_lowRank.scale, first);
    }

    void merge() const override { outputsFirst(m_layer).add_(deltaOf(m_lowRank)); }

protected:
    kernels::Dropout dropout() const {
        if (!m_pass->training) return {};
        return {m_lowRank.dropout, m_pass->seed, m_pass->step, kFirstSite + m_layer.index, nullptr};
    }
    nn::LinearSlot m_layer;
    LowRank m_lowRank;
    std::shared_ptr<const nn::Pass> m_pass;
};

/// DoRA (Liu et al. 2024): the rows of W + scale·B·A, each brought to a length that learns of its own.
class DoraExtension final : public LowRankExtension {
public:
    using LowRankExtension::LowRankExtension;

    at::Tensor output(const at::Tensor& x, const at::Tensor& y, std::int64_t first) const override {
        // The length counts as a constant in backward (section 4.3 of the paper).
        const at::Tensor factor = m_lowRank.magnitude / rowNorms(m_layer, m_lowRank);
        const at::Tensor mine = y.narrow(1, first, m_layer.outputs());
        const kernels::Dropout dropout = this->dropout();
        const at::Tensor dropped = nn::drop(x, dropout);
        const at::Tensor update = at::mm(at::mm(dropped, m_lowRank.a.t()), m_lowRank.b.t()) * m_lowRank.scale;
        if (!dropout.active()) return nn::replaceColumns(y, (mine + update) * factor, first);
        // As PEFT: where inputs are dropped, so they are for what the changed lengths add.
        const at::Tensor again = at::mm(dropped, outputsFirst(m_layer).t());
        return nn::replaceColumns(y, mine + again * (factor - 1) + update * factor, first);
    }

    void merge() const override {
        const at::Tensor weight = outputsFirst(m_layer);
        const at::Tensor factor = m_lowRank.magnitude / rowNorms(m_layer, m_lowRank);
        weight.add_(deltaOf(m_lowRank)).mul_(factor.unsqueeze(1));
    }
};

}

at::Tensor deltaOf(const LowRank& lowRank) {
    return at::mm(lowRank.b, lowRank.a).mul_(lowRank.scale);
}

at::Tensor rowNorms(const nn::LinearSlot& slot, const LowRank& lowRank) {
    const at::NoGradGuard noGrad;
    return at::linalg_vector_norm(outputsFirst(slot) + deltaOf(lowRank), 2, at::IntArrayRef {1});
}

std::shared_ptr<const nn::LinearExtension> makeLowRankExtension(const std::shared_ptr<nn::LinearSlot>& slot,
                                                                LowRank lowRank, std::shared_ptr<const nn::Pass> pass) {
    if (lowRank.magnitude.defined())
        return std::make_shared<const DoraExtension>(slot, std::move(lowRank), std::move(pass));
    return std::make_shared<const LowRankExtension>(slot, std::move(lowRank), std::move(pass));
}

}
