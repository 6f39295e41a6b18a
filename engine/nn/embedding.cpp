// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/embedding.h"

#include "engine/kernels/embedding.h"
#include "engine/kernels/parallel.h"
#include "engine/nn/dropout.h"
#include "engine/nn/linear.h"
#include "engine/nn/saved.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/index_copy.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/zeros.h>

namespace espalier::nn {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What of Embeddings backward needs beside tensors.
struct Plan {
    std::array<std::int64_t, 3> rows; ///< of the word, type and position tables
    std::int64_t paddingRow;
    std::shared_ptr<SparseGradient> wordGradient;
    std::int64_t positionPaddingRow = -1;
    std::int64_t skippedRow(std::size_t table) const {
        return table == 0 ? paddingRow : table == 2 ? positionPaddingRow : -1;
    }
};

at::Tensor scatter(const kernels::RowSums& sums, std::int64_t rows) {
    return at::zeros({rows, sums.values.size(1)}, sums.values.options()).index_copy_(0, sums.rows, sums.values);
}

void add(SparseGradient& gradient, kernels::RowSums sums) {
    if (gradient.rows.defined()) sums = kernels::mergeRowSums({gradient.rows, gradient.values}, sums);
    gradient.rows = sums.rows;
    gradient.values = sums.values;
}

struct EmbeddingSumFunction : torch::autograd::Function<EmbeddingSumFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& word, const at::Tensor& type,
                              const at::Tensor& position, const TokenIndices& tokens, const Embeddings& embeddings) {
        ctx->save_for_backward({tokens.ids, tokens.types, tokens.positions});
        ctx->saved_data["plan"] = toSaved(Plan {{word.size(0), type.size(0), position.size(0)},
                                                embeddings.paddingRow,
                                                embeddings.wordGradient,
                                                embeddings.positionPaddingRow});
        return kernels::sumEmbeddings(word, type, position, tokens.ids, tokens.types, tokens.positions);
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const auto saved = ctx->get_saved_variables();
        const Plan& plan = fromSaved<Plan>(ctx->saved_data["plan"]);
        const at::Tensor gradient = gradients[0].contiguous();
        variable_list result(5);
        for (std::size_t table = 0; table < 3; ++table) {
            if (!ctx->needs_input_grad(table)) continue;
            kernels::RowSums sums = kernels::sumByIndex(gradient, saved[table], plan.skippedRow(table));
            if (table == 0 && plan.wordGradient)
                add(*plan.wordGradient, std::move(sums));
            else
                result[table] = scatter(sums, plan.rows[table]);
        }
        return result;
    }
};

struct LookUpFunction : torch::autograd::Function<LookUpFunction> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& table, const at::Tensor& ids,
                              std::int64_t paddingRow, const std::shared_ptr<SparseGradient>& gradient) {
        ctx->save_for_backward({ids});
        ctx->saved_data["plan"] = toSaved(Plan {{table.size(0), 0, 0}, paddingRow, gradient});
        return kernels::lookUp(table, ids);
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients) {
        const Plan& plan = fromSaved<Plan>(ctx->saved_data["plan"]);
        kernels::RowSums sums
            = kernels::sumByIndex(gradients[0].contiguous(), ctx->get_saved_variables()[0], plan.paddingRow);
        if (!plan.wordGradient) return {scatter(sums, plan.rows[0]), {}, {}, {}};
        add(*plan.wordGradient, std::move(sums));
        return {{}, {}, {}, {}};
    }
};

at::Tensor sumOf(const Embeddings& embeddings, const TokenIndices& tokens) {
    if (!kernels::usable(embeddings.word))
        return at::embedding(embeddings.word, tokens.ids, embeddings.paddingRow)
            + at::embedding(embeddings.type, tokens.types)
            + at::embedding(embeddings.position, tokens.positions, embeddings.positionPaddingRow);
    if (records({embeddings.word, embeddings.type, embeddings.position}))
        return EmbeddingSumFunction::apply(embeddings.word, embeddings.type, embeddings.position, tokens, embeddings);
    return kernels::sumEmbeddings(embeddings.word, embeddings.type, embeddings.position, tokens.ids, tokens.types,
                                  tokens.positions);
}

at::Tensor withGiven(const Embeddings& embeddings, const TokenIndices& tokens, const at::Tensor& sum) {
    const at::Tensor types = tokens.types.index_select(0, tokens.givenRows),
                     positions = tokens.positions.index_select(0, tokens.givenRows);
    return sum.index_copy(0, tokens.givenRows,
                          tokens.given + at::embedding(embeddings.type, types)
                              + at::embedding(embeddings.position, positions, embeddings.positionPaddingRow));
}

}

at::Tensor embed(const Embeddings& embeddings, const TokenIndices& tokens, const kernels::Dropout& dropout) {
    at::Tensor sum = sumOf(embeddings, tokens);
    if (tokens.givenRows.defined()) sum = withGiven(embeddings, tokens, sum);
    return drop(layerNorm(sum, embeddings.norm), dropout);
}

at::Tensor lookUp(const at::Tensor& table, const at::Tensor& ids, std::int64_t paddingRow,
                  const std::shared_ptr<SparseGradient>& gradient) {
    if (!kernels::usable(table)) return at::embedding(table, ids, paddingRow);
    if (!records({table})) return kernels::lookUp(table, ids);
    return LookUpFunction::apply(table, ids, paddingRow, gradient);
}

}
