// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/kernels/adamw.h"
#include "engine/kernels/parallel.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace espalier::kernels::test {

namespace {

at::Tensor randomTensor(at::IntArrayRef shape, Random& random, double scale = 1) {
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        tensor.data_ptr<float>()[i] = static_cast<float>(scale * random.normal());
    return tensor;
}

AdamWStep stepNumber(std::int64_t step) {
    AdamWStep numbers {step, 1e-2 / static_cast<double>(step + 3), 0.05};
    numbers.gradientScale = step % 3 == 0 ? 0.5 : 1;
    return numbers;
}

/// The table once with a dense gradient and once by rows, through the same steps.
class DenseAndSparse {
public:
    DenseAndSparse(std::int64_t rows, std::int64_t columns)
        : m_random(11), m_table(randomTensor({rows, columns}, m_random)) {
        dense = {m_table.clone(), at::zeros_like(m_table), at::zeros_like(m_table), at::zeros_like(m_table)};
        sparse = {m_table.clone(), {}, at::zeros_like(m_table), at::zeros_like(m_table)};
        optimizer = std::make_unique<SparseAdamW>(sparse.parameter, sparse.firstMoment, sparse.secondMoment);
    }

    /// Rows a step touches are few, and compared when they are read.
    void step(std::int64_t number) {
        std::set<std::int64_t> touched;
        for (std::int64_t i = 0; i < 3; ++i)
            touched.insert(static_cast<std::int64_t>(m_random.below(12))); // rows ≥ 12 never
        const at::Tensor rows = at::tensor(std::vector<std::int64_t>(touched.begin(), touched.end()));
        const at::Tensor values = randomTensor({rows.numel(), m_table.size(1)}, m_random, 0.1);
        optimizer->beforeRead(rows);
        EXPECT_TRUE(at::equal(sparse.parameter.index_select(0, rows), dense.parameter.index_select(0, rows))) << number;
        dense.gradient.zero_().index_copy_(0, rows, values);
        adamwStep({dense}, stepNumber(number));
        optimizer->step(rows, values, stepNumber(number));
    }

    void expectEqual() const {
        EXPECT_TRUE(at::equal(sparse.parameter, dense.parameter));
        EXPECT_TRUE(at::equal(sparse.firstMoment, dense.firstMoment));
        EXPECT_TRUE(at::equal(sparse.secondMoment, dense.secondMoment));
    }

    AdamWTensor dense, sparse;
    std::unique_ptr<SparseAdamW> optimizer;

private:
    Random m_random;
    at::Tensor m_table;
};

class AdamWTables : public testing::TestWithParam<bool> {
protected:
    void SetUp() override { useGenericKernels(GetParam()); }
    void TearDown() override { useGenericKernels(false); }
};

}

TEST_P(AdamWTables, EqualsTheFormulaInDouble) {
    Random random(1);
    AdamWTensor tensor {randomTensor({1003}, random), {}, at::zeros({1003}), at::zeros({1003})};
    std::vector<double> p(tensor.parameter.data_ptr<float>(), tensor.parameter.data_ptr<float>() + 1003), m(1003),
        v(1003);
    for (std::int64_t t = 1; t <= 20; ++t) {
        tensor.gradient = randomTensor({1003}, random, 0.01);
        const AdamWStep numbers = stepNumber(t);
        adamwStep({tensor}, numbers);
        for (std::size_t i = 0; i < p.size(); ++i) {
            const double g = static_cast<double>(tensor.gradient.data_ptr<float>()[i]) * numbers.gradientScale;
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            p[i] -= numbers.learningRate * numbers.weightDecay * p[i];
            p[i] -= numbers.learningRate * (m[i] / (1 - std::pow(0.9, t)))
                / (std::sqrt(v[i] / (1 - std::pow(0.999, t))) + 1e-8);
        }
    }
    for (std::size_t i = 0; i < p.size(); ++i)
        EXPECT_NEAR(tensor.parameter.data_ptr<float>()[i], p[i], 2e-6);
}

TEST_P(AdamWTables, RowsCaughtUpEqualTheDenseUpdateToTheBit) {
    DenseAndSparse both(40, 21);
    for (std::int64_t step = 1; step <= 60; ++step)
        both.step(step);
    both.optimizer->catchUp();
    both.expectEqual();
}

TEST_P(AdamWTables, LongAgoMomentsFadeAlike) {
    DenseAndSparse both(20, 8);
    both.step(1);
    both.dense.gradient.zero_();
    for (std::int64_t step = 2; step <= 1500; ++step) { // 0.9^1000 is far below the smallest float
        adamwStep({both.dense}, stepNumber(step));
        both.optimizer->step({}, {}, stepNumber(step));
    }
    both.optimizer->catchUp();
    both.expectEqual();
}

TEST_P(AdamWTables, GoesOnExactlyFromSavedMoments) {
    DenseAndSparse both(40, 21);
    for (std::int64_t step = 1; step <= 30; ++step)
        both.step(step);
    both.optimizer->catchUp();
    both.optimizer
        = std::make_unique<SparseAdamW>(both.sparse.parameter, both.sparse.firstMoment, both.sparse.secondMoment, 30);
    for (std::int64_t step = 31; step <= 60; ++step)
        both.step(step);
    both.optimizer->catchUp();
    both.expectEqual();
}

INSTANTIATE_TEST_SUITE_P(AdamW, AdamWTables, testing::Bool());

TEST(AdamW, NormAndUpdateDoNotDependOnThreads) {
    Random random(5);
    const at::Tensor a = randomTensor({70001}, random), b = randomTensor({33, 17}, random);
    double exact = 0;
    for (const at::Tensor& x : {a, b})
        for (std::int64_t i = 0; i < x.numel(); ++i)
            exact += std::pow(static_cast<double>(x.data_ptr<float>()[i]), 2);
    std::vector<double> norms;
    std::vector<at::Tensor> updated;
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        norms.push_back(squaredNorm({a, b}));
        AdamWTensor tensor {a.clone(), a, at::zeros_like(a), at::zeros_like(a)};
        adamwStep({tensor}, stepNumber(1));
        updated.push_back(tensor.parameter);
    }
    EXPECT_EQ(norms[0], norms[1]);
    EXPECT_NEAR(norms[0], exact, 1e-6 * exact);
    EXPECT_TRUE(at::equal(updated[0], updated[1]));
}

}
