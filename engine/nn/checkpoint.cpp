// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/checkpoint.h"

#include "engine/nn/linear.h"
#include "engine/nn/saved.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct CheckpointFunction : torch::autograd::Function<CheckpointFunction> {
    static at::Tensor forward(AutogradContext* ctx, at::TensorList inputs, const at::Tensor&,
                              const Recomputable& part) {
        ctx->save_for_backward(inputs.vec());
        ctx->saved_data["part"] = toSaved(part);
        // The backward pass may run in another thread, which multiplies in its own type.
        ctx->saved_data["type"] = static_cast<std::int64_t>(productPrecision());
        return part(inputs.vec());
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        variable_list inputs = ctx->get_saved_variables();
        for (std::size_t i = 0; i < inputs.size(); ++i)
            inputs[i] = inputs[i].detach().set_requires_grad(ctx->needs_input_grad(i));
        at::Tensor output;
        {
            const at::AutoGradMode recording(true);
            const ProductPrecision precision(static_cast<at::ScalarType>(ctx->saved_data["type"].toInt()));
            output = fromSaved<Recomputable>(ctx->saved_data["part"])(inputs);
        }
        // Weights get their gradients here; what the inputs get goes on from here.
        if (output.requires_grad()) output.backward(gradients[0]);
        variable_list result;
        for (const at::Tensor& input : inputs)
            result.push_back(input.grad());
        result.resize(inputs.size() + 2); // of the anchor and the part: none
        return result;
    }
};

}

at::Tensor checkpointed(Recomputable part, const std::vector<at::Tensor>& inputs) {
    if (!at::GradMode::is_enabled()) return part(inputs);
    // Weights alone may learn, of which the node is told nothing; the anchor has it recorded all the same.
    const at::Tensor anchor = at::empty({0}, inputs.front().options().requires_grad(false)).set_requires_grad(true);
    return CheckpointFunction::apply(at::TensorList(inputs), anchor, std::move(part));
}

}
