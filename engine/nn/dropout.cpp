// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/dropout.h"

#include "engine/kernels/embedding.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/linear.h"

#include "engine/base/random.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/empty.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct DropoutFunction : torch::autograd::Function<DropoutFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const kernels::Dropout& dropout) {
        at::Tensor mask;
        at::Tensor output = kernels::dropoutForward(x, dropout, &mask);
        ctx->save_for_backward({mask});
        ctx->saved_data["scale"] = static_cast<double>(dropout.scale());
        return output;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto scale = static_cast<float>(ctx->saved_data["scale"].toDouble());
        return {kernels::dropoutBackward(gradients[0].contiguous(), ctx->get_saved_variables()[0], scale),
                at::Tensor()};
    }
};

}

at::Tensor dropoutFactors(const kernels::Dropout& dropout, std::int64_t rows, std::int64_t columns,
                          const at::TensorOptions& options) {
    at::Tensor factors = at::empty({rows, columns}, at::TensorOptions(at::kFloat));
    float* out = factors.data_ptr<float>();
    std::vector<std::uint64_t> mask(static_cast<std::size_t>(kernels::maskWords(columns)));
    for (std::int64_t row = 0; row < rows; ++row) {
        kernels::dropoutMask(dropout, dropout.row(row), static_cast<std::int64_t>(mask.size()), mask.data());
        for (std::int64_t column = 0; column < columns; ++column)
            *out++ = mask[static_cast<std::size_t>(column / 64)] >> (column % 64) & 1 ? dropout.scale() : 0.0f;
    }
    return factors.to(options);
}

void seedGenerator(const c10::Device& device, std::uint64_t seed, std::uint64_t step) {
    if (device.is_cpu()) return;
    at::Generator generator = at::globalContext().defaultGenerator(device);
    Random random(seed, step);
    const std::uint64_t high = random.next();
    const std::lock_guard lock(generator.mutex());
    generator.set_current_seed(high << 32 | random.next());
}

at::Tensor drop(const at::Tensor& x, const kernels::Dropout& dropout) {
    if (!dropout.active()) return x;
    if (!x.is_cpu()) return at::dropout(x, dropout.rate, true);
    if (kernels::usable(x)) {
        const at::Tensor rows = x.contiguous();
        return records({rows}) ? DropoutFunction::apply(rows, dropout)
                               : kernels::dropoutForward(rows, dropout, nullptr);
    }
    return x * dropoutFactors(dropout, x.size(0), x.size(1), x.options());
}

}
