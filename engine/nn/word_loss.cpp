// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/word_loss.h"

#include "engine/nn/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Numbers that a block of logits may have: 64 MB of them.
constexpr std::int64_t kBlockNumbers = 1 << 24;

/// Calls `take(begin, states, log-probabilities, targets as a column)` for blocks of rows.
template <typename Take>
void overBlocks(const WordHead& head, const at::Tensor& targets, const Take& take) {
    const std::int64_t rows = head.states.size(0),
                       block = std::clamp<std::int64_t>(kBlockNumbers / head.table.size(0), 32, std::max<std::int64_t>(rows, 32));
    for (std::int64_t begin = 0; begin < rows; begin += block) {
        const std::int64_t count = std::min(block, rows - begin);
        const at::Tensor states = head.states.narrow(0, begin, count);
        take(begin, states, at::log_softmax(at::linear(states, head.table, head.bias), 1),
             targets.narrow(0, begin, count).unsqueeze(1));
    }
}

/// Gradients as far as they are asked for; undefined: they are not.
struct Gradients {
    at::Tensor states, table, bias;

    /// Turns a block's log-probabilities into the gradient of its logits, p − y, and takes it on.
    void add(std::int64_t begin, const at::Tensor& x, at::Tensor logs, const at::Tensor& targets, const at::Tensor& weights) {
        at::Tensor gradient = logs.exp_();
        gradient.scatter_add_(1, targets, at::ones({x.size(0), 1}, x.options()).neg_());
        if (states.defined()) {
            at::Tensor part = states.narrow(0, begin, x.size(0));
            at::mm_out(part, gradient, weights);
        }
        if (table.defined()) table.addmm_(gradient.t(), x);
        if (bias.defined()) bias.add_(gradient.sum(0));
    }
};

struct WordLossFunction : torch::autograd::Function<WordLossFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& states, const at::Tensor& table,
                              const std::optional<at::Tensor>& perhapsBias, const at::Tensor& targets) {
        const at::Tensor bias = perhapsBias.value_or(at::Tensor());
        Gradients gradients;
        if (states.requires_grad()) gradients.states = at::empty_like(states);
        if (table.requires_grad()) gradients.table = at::zeros_like(table);
        if (bias.defined() && bias.requires_grad()) gradients.bias = at::zeros_like(bias);
        double sum = 0;
        overBlocks({states, table, bias}, targets,
                   [&](std::int64_t begin, const at::Tensor& x, const at::Tensor& logs, const at::Tensor& wanted) {
                       sum -= logs.gather(1, wanted).sum(at::kDouble).item<double>();
                       gradients.add(begin, x, logs, wanted, table);
                   });
        ctx->save_for_backward({gradients.states, gradients.table, gradients.bias});
        return at::empty({}, states.options()).fill_(sum);
    }

    static variable_list backward(AutogradContext* ctx, variable_list outer) {
        variable_list result = ctx->get_saved_variables();
        for (at::Tensor& gradient : result)
            if (gradient.defined()) gradient.mul_(outer[0]); // nobody else has them
        result.emplace_back();
        return result;
    }
};

}

at::Tensor wordLossSum(const WordHead& head, const at::Tensor& targets) {
    if (records({head.states, head.table, head.bias}))
        return WordLossFunction::apply(head.states, head.table, std::optional<at::Tensor>(head.bias), targets);
    return scoreWords(head, targets).losses.sum();
}

WordScores scoreWords(const WordHead& head, const at::Tensor& targets) {
    const at::NoGradGuard noGrad;
    const std::int64_t rows = head.states.size(0);
    WordScores scores {at::empty({rows}, at::TensorOptions(at::kFloat)), at::empty({rows}, at::TensorOptions(at::kLong))};
    overBlocks(head, targets,
               [&](std::int64_t begin, const at::Tensor& x, const at::Tensor& logs, const at::Tensor& wanted) {
                   scores.losses.narrow(0, begin, x.size(0)).copy_(logs.gather(1, wanted).squeeze(1).neg());
                   scores.predicted.narrow(0, begin, x.size(0)).copy_(logs.argmax(1));
               });
    return scores;
}

}
