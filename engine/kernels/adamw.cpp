// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/adamw.h"

#include "engine/kernels/parallel.h"

#include <cmath>

namespace espalier::kernels {

namespace {

constexpr std::int64_t kPiece = 16384; // elements

/// A run of elements of one tensor.
struct Piece {
    std::size_t tensor;
    std::int64_t begin, count;
};

std::vector<Piece> piecesOf(const std::vector<std::int64_t>& sizes) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        for (std::int64_t begin = 0; begin < sizes[i]; begin += kPiece)
            pieces.push_back({i, begin, std::min(kPiece, sizes[i] - begin)});
    return pieces;
}

bool anyNonZero(const float* x, std::int64_t count) {
    return std::any_of(x, x + count, [](float value) { return value != 0; });
}

}

AdamWFactors AdamWStep::factors() const {
    const double correction1 = 1 - std::pow(beta1, static_cast<double>(step)),
                 correction2 = 1 - std::pow(beta2, static_cast<double>(step));
    return {static_cast<float>(beta1),
            static_cast<float>(beta2),
            static_cast<float>(eps),
            static_cast<float>(1 - learningRate * weightDecay),
            static_cast<float>(learningRate / correction1),
            static_cast<float>(1 / std::sqrt(correction2)),
            static_cast<float>(gradientScale)};
}

void adamwStep(const std::vector<AdamWTensor>& tensors, const AdamWStep& step) {
    const AdamWFactors factors = step.factors();
    std::vector<std::int64_t> sizes;
    for (const AdamWTensor& tensor : tensors)
        sizes.push_back(tensor.parameter.numel());
    const std::vector<Piece> pieces = piecesOf(sizes);
    parallelFor(static_cast<std::int64_t>(pieces.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const Piece& piece = pieces[static_cast<std::size_t>(i)];
            const AdamWTensor& tensor = tensors[piece.tensor];
            kernelTable().adamw(tensor.parameter.data_ptr<float>() + piece.begin,
                                tensor.gradient.const_data_ptr<float>() + piece.begin,
                                tensor.firstMoment.data_ptr<float>() + piece.begin,
                                tensor.secondMoment.data_ptr<float>() + piece.begin, piece.count, factors);
        }
    });
}

double squaredNorm(const std::vector<at::Tensor>& tensors) {
    std::vector<std::int64_t> sizes;
    std::vector<at::Tensor> dense;
    for (const at::Tensor& tensor : tensors) {
        dense.push_back(tensor.contiguous());
        sizes.push_back(tensor.numel());
    }
    const std::vector<Piece> pieces = piecesOf(sizes);
    std::vector<double> sums(pieces.size());
    parallelFor(static_cast<std::int64_t>(pieces.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            sums[i] = kernelTable().squaredNorm(dense[pieces[i].tensor].const_data_ptr<float>() + pieces[i].begin,
                                                pieces[i].count);
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total;
}

SparseAdamW::SparseAdamW(at::Tensor parameter, at::Tensor firstMoment, at::Tensor secondMoment, std::int64_t stepsDone)
    : m_parameter(std::move(parameter)), m_firstMoment(std::move(firstMoment)), m_secondMoment(std::move(secondMoment)),
      m_done(static_cast<std::size_t>(m_parameter.size(0)), 0), m_moved(m_done.size(), 0) {
    if (stepsDone == 0) return;
    const std::int64_t columns = m_parameter.size(1);
    const float *first = m_firstMoment.const_data_ptr<float>(), *second = m_secondMoment.const_data_ptr<float>();
    for (std::size_t row = 0; row < m_moved.size(); ++row) {
        const std::int64_t begin = static_cast<std::int64_t>(row) * columns;
        m_moved[row] = anyNonZero(first + begin, columns) || anyNonZero(second + begin, columns);
    }
}

void SparseAdamW::catchUpRow(std::int64_t row) {
    const auto index = static_cast<std::size_t>(row), done = static_cast<std::size_t>(m_done[index]);
    if (done == m_history.size()) return;
    const std::int64_t columns = m_parameter.size(1), begin = row * columns;
    const auto updates = static_cast<std::int64_t>(m_history.size() - done);
    float* parameter = m_parameter.data_ptr<float>() + begin;
    if (m_moved[index])
        kernelTable().adamwWithoutGradient(parameter, m_firstMoment.data_ptr<float>() + begin,
                                           m_secondMoment.data_ptr<float>() + begin, columns, m_history.data() + done,
                                           updates);
    else
        kernelTable().decayOnly(parameter, columns, m_history.data() + done, updates);
    m_done[index] = static_cast<std::int32_t>(m_history.size());
}

void SparseAdamW::beforeRead(const at::Tensor& ids) {
    const at::Tensor flat = ids.contiguous();
    const std::int64_t* data = flat.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> rows(data, data + flat.numel());
    std::erase_if(rows, [&](std::int64_t row) {
        return row < 0 || row >= m_parameter.size(0)
            || m_done[static_cast<std::size_t>(row)] == static_cast<std::int32_t>(m_history.size());
    });
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    parallelFor(static_cast<std::int64_t>(rows.size()), 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            catchUpRow(rows[static_cast<std::size_t>(i)]);
    });
}

void SparseAdamW::step(const at::Tensor& rows, const at::Tensor& gradients, const AdamWStep& step) {
    const AdamWFactors factors = step.factors();
    if (rows.defined()) {
        const at::Tensor values = gradients.contiguous();
        const std::int64_t columns = m_parameter.size(1);
        const std::int64_t* index = rows.const_data_ptr<std::int64_t>();
        parallelFor(rows.numel(), 8, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                catchUpRow(index[i]);
                const std::int64_t start = index[i] * columns;
                kernelTable().adamw(m_parameter.data_ptr<float>() + start, values.const_data_ptr<float>() + i * columns,
                                    m_firstMoment.data_ptr<float>() + start, m_secondMoment.data_ptr<float>() + start,
                                    columns, factors);
                const auto row = static_cast<std::size_t>(index[i]);
                m_moved[row] = 1;
                m_done[row] = static_cast<std::int32_t>(m_history.size() + 1);
            }
        });
    }
    m_history.push_back(factors);
    // The history must not grow with the run: 65,536 updates are 2 MB.
    if (m_history.size() >= 65536) catchUp();
}

void SparseAdamW::catchUp() {
    parallelFor(m_parameter.size(0), 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            catchUpRow(row);
    });
    m_history.clear();
    std::fill(m_done.begin(), m_done.end(), 0);
}

}
