// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/attention.h"

#include "engine/kernels/attention.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"
#include "engine/nn/masked_attention.h"
#include "engine/nn/padded_attention.h"
#include "engine/nn/saved.h"

#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros_like.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Optional = std::optional<at::Tensor>;

Optional optional(const at::Tensor& tensor) {
    return tensor.defined() ? Optional(tensor) : std::nullopt;
}

/// The kernel's view of the inputs, whose tensors may be gradients laid out alike.
kernels::PackedAttention workOf(const AttentionInputs& inputs) {
    const std::int64_t size = inputs.size(), hidden = inputs.heads * size, width = inputs.keyGroups() * size;
    const std::int64_t first = inputs.keysValues.defined() ? 0 : hidden;
    const at::Tensor& source = inputs.keysValues.defined() ? inputs.keysValues : inputs.queries;
    return {inputs.queries.narrow(1, 0, hidden),
            source.narrow(1, first, width),
            source.narrow(1, first + width, width),
            inputs.queryBias,
            inputs.keyBias,
            inputs.valueBias,
            inputs.layout.queries,
            inputs.layout.keys,
            inputs.heads,
            inputs.dropout,
            inputs.keyGroups(),
            size,
            inputs.scale,
            inputs.causal,
            inputs.relative};
}

/// Every tensor of the inputs in the order of the function's arguments.
std::array<at::Tensor*, 6> tensorsOf(AttentionInputs& inputs) {
    return {&inputs.queries,   &inputs.queryBias,  &inputs.keyBias,
            &inputs.valueBias, &inputs.keysValues, &inputs.relative};
}

struct AttentionFunction : torch::autograd::Function<AttentionFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor&, const Optional&, const Optional&, const Optional&,
                              const Optional&, const Optional&, AttentionInputs inputs) {
        at::Tensor statistics;
        at::Tensor output = kernels::packedAttentionForward(workOf(inputs), &statistics);
        variable_list kept {statistics};
        for (at::Tensor* tensor : tensorsOf(inputs)) {
            kept.push_back(*tensor);
            *tensor = at::Tensor(); // saved as variables, or they would keep the graph alive
        }
        ctx->save_for_backward(std::move(kept));
        ctx->saved_data["inputs"] = toSaved(std::move(inputs));
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        AttentionInputs inputs = fromSaved<AttentionInputs>(ctx->saved_data["inputs"]);
        std::array<bool, 6> wanted {};
        std::size_t edge = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            *tensorsOf(inputs)[i] = saved[i + 1];
            wanted[i] = saved[i + 1].defined() && ctx->needs_input_grad(edge++);
        }
        AttentionInputs target = inputs;
        target.queries = at::empty_like(inputs.queries);
        if (inputs.keysValues.defined()) target.keysValues = at::empty_like(inputs.keysValues);
        const at::Tensor relative = wanted[5] ? at::zeros_like(inputs.relative) : at::Tensor();
        const kernels::PackedAttention into = workOf(target);
        kernels::packedAttentionBackward(workOf(inputs), saved[0], gradients[0].contiguous(), into.query, into.key,
                                         into.value, relative);
        const auto biasGradient = [&](std::size_t index, const at::Tensor& gradient) {
            return wanted[index] ? kernels::columnSums(gradient) : at::Tensor();
        };
        return {target.queries,
                biasGradient(1, into.query),
                biasGradient(2, into.key),
                biasGradient(3, into.value),
                target.keysValues,
                relative,
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
    if (!kernels::usable(inputs.queries))
        return inputs.isPlain() ? paddedAttention(inputs) : maskedAttention(inputs);
    if (!records({inputs.queries, inputs.keysValues, inputs.queryBias, inputs.keyBias, inputs.valueBias,
                  inputs.relative}))
        return kernels::packedAttentionForward(workOf(inputs), nullptr);
    return AttentionFunction::apply(inputs.queries, optional(inputs.queryBias), optional(inputs.keyBias),
                                    optional(inputs.valueBias), optional(inputs.keysValues), optional(inputs.relative),
                                    inputs);
}

}
