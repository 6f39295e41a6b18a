// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/attention.h"

#include "engine/kernels/attention.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"
#include "engine/nn/padded_attention.h"
#include "engine/nn/saved.h"

#include <ATen/ops/empty_like.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What of AttentionInputs is not a tensor.
struct Plan {
    AttentionLayout layout;
    std::int64_t heads;
    kernels::Dropout dropout;
};

kernels::PackedAttention workOf(const Plan& plan, const at::Tensor& queries, const at::Tensor& keysValues,
                                const at::Tensor& queryBias, const at::Tensor& keyBias, const at::Tensor& valueBias) {
    const std::int64_t hidden = queryBias.size(0), first = keysValues.defined() ? 0 : hidden;
    const at::Tensor& source = keysValues.defined() ? keysValues : queries;
    return {queries.narrow(1, 0, hidden),
            source.narrow(1, first, hidden),
            source.narrow(1, first + hidden, hidden),
            queryBias,
            keyBias,
            valueBias,
            plan.layout.queries,
            plan.layout.keys,
            plan.heads,
            plan.dropout};
}

struct AttentionFunction : torch::autograd::Function<AttentionFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& queries, const at::Tensor& queryBias,
                              const at::Tensor& keyBias, const at::Tensor& valueBias,
                              const std::optional<at::Tensor>& apart, const Plan& plan) {
        at::Tensor statistics;
        const at::Tensor keysValues = apart.value_or(at::Tensor());
        at::Tensor output = kernels::packedAttentionForward(
            workOf(plan, queries, keysValues, queryBias, keyBias, valueBias), &statistics);
        ctx->save_for_backward({queries, keysValues, queryBias, keyBias, valueBias, statistics});
        ctx->saved_data["plan"] = toSaved(plan);
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const at::Tensor queryGradient = at::empty_like(saved[0]);
        const at::Tensor keysValuesGradient = saved[1].defined() ? at::empty_like(saved[1]) : at::Tensor();
        const Plan& plan = fromSaved<Plan>(ctx->saved_data["plan"]);
        const kernels::PackedAttention work = workOf(plan, saved[0], saved[1], saved[2], saved[3], saved[4]);
        const kernels::PackedAttention target
            = workOf(plan, queryGradient, keysValuesGradient, saved[2], saved[3], saved[4]);
        kernels::packedAttentionBackward(work, saved[5], gradients[0].contiguous(), target.query, target.key,
                                         target.value);
        const auto biasGradient = [&](std::size_t index, const at::Tensor& gradient) {
            return ctx->needs_input_grad(index) ? kernels::columnSums(gradient) : at::Tensor();
        };
        return {queryGradient,
                biasGradient(1, target.query),
                biasGradient(2, target.key),
                biasGradient(3, target.value),
                keysValuesGradient,
                {}};
    }
};

}

at::Tensor attention(const AttentionInputs& inputs) {
    if (inputs.slot && inputs.slot->extension) {
        AttentionInputs extended = inputs.slot->extension->apply(inputs);
        extended.slot = nullptr;
        return attention(extended);
    }
    if (!kernels::usable(inputs.queries)) return paddedAttention(inputs);
    const Plan plan {inputs.layout, inputs.heads, inputs.dropout};
    if (!records({inputs.queries, inputs.keysValues, inputs.queryBias, inputs.keyBias, inputs.valueBias}))
        return kernels::packedAttentionForward(
            workOf(plan, inputs.queries, inputs.keysValues, inputs.queryBias, inputs.keyBias, inputs.valueBias),
            nullptr);
    const std::optional<at::Tensor> apart
        = inputs.keysValues.defined() ? std::optional(inputs.keysValues) : std::nullopt;
    return AttentionFunction::apply(inputs.queries, inputs.queryBias, inputs.keyBias, inputs.valueBias, apart, plan);
}

}
