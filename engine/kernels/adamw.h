// SPDX-License-Identifier: GPL-3.0-or-later
//
// AdamW (Loshchilov & Hutter 2019) for the trainer, float32 on the CPU. For each step t = 1, 2 …:
//
//     for (SparseAdamW& table : tables) table.beforeRead(batch.ids);      // before every forward: rows about to be
//     read … forward, backward … norm = √ squaredNorm(dense gradients and sparseGradient->values)   →
//     AdamWStep::gradientScale for clipping adamwStep(dense tensors of a group, step); table.step(sparseGradient->rows,
//     sparseGradient->values, step);     // also where the step has no rows clearGradient(parameter); //
//     engine/nn/parameter.h
//
// A parameter with nn::Parameter::sparseGradient takes the second way: rows that a step doesn't touch are left alone
// and brought up to date, update by update, when they are next read. The result is bit-identical to adamwStep() with a
// dense gradient that is 0 there. Before anything reads the whole table (evaluation, saving, a checkpoint) call
// catchUp(). After it, the state is the table, its two moments and the number of steps, as for a dense parameter: a
// SparseAdamW made from these goes on exactly. Off the CPU nn leaves sparseGradient null, and the trainer uses
// at::_fused_adamw_.
#pragma once

#include "engine/kernels/table.h"

#include <ATen/core/Tensor.h>

namespace espalier::kernels {

/// The numbers of one update.
struct AdamWStep {
    std::int64_t step = 1; ///< 1-based
    double learningRate = 0, weightDecay = 0;
    double beta1 = 0.9, beta2 = 0.999, eps = 1e-8;
    double gradientScale = 1; ///< on the gradient (clipping, accumulation)
    AdamWFactors factors() const;
};

/// A parameter with its gradient and moments: contiguous float32 of one shape.
struct AdamWTensor {
    at::Tensor parameter, gradient, firstMoment, secondMoment;
};

/// Updates all tensors in place, in one parallel pass.
void adamwStep(const std::vector<AdamWTensor>& tensors, const AdamWStep& step);

/// Sum of the squares of all elements; the same on any number of threads.
double squaredNorm(const std::vector<at::Tensor>& tensors);

/// AdamW of a table (rows, columns) of which a step touches few rows.
class SparseAdamW {
public:
    /// `stepsDone`: updates that parameter and moments have already had.
    SparseAdamW(at::Tensor parameter, at::Tensor firstMoment, at::Tensor secondMoment, std::int64_t stepsDone = 0);

    /// Brings the rows at `ids` (any shape, int64, on the CPU) up to date.
    void beforeRead(const at::Tensor& ids);
    /// One update: `rows` ascending and distinct with a gradient each (undefined: none), gradient 0 elsewhere.
    void step(const at::Tensor& rows, const at::Tensor& gradients, const AdamWStep& step);
    /// Brings every row up to date.
    void catchUp();

private:
    void catchUpRow(std::int64_t row);
    at::Tensor m_parameter, m_firstMoment, m_secondMoment;
    std::vector<AdamWFactors> m_history; ///< updates since every row was up to date
    std::vector<std::int32_t> m_done; ///< of m_history, by row
    std::vector<std::uint8_t> m_moved; ///< rows that ever had a gradient: the others' moments are 0
};

}
