// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/kernels/gelu.h"
#include "engine/kernels/parallel.h"
#include "engine/kernels/table.h"

#include <ATen/Parallel.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace espalier::kernels::test {

namespace {

class ElementwiseTables : public testing::TestWithParam<bool> {
protected:
    void SetUp() override { useGenericKernels(GetParam()); }
    void TearDown() override { useGenericKernels(false); }
};

at::Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed) {
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        tensor.data_ptr<float>()[i] = static_cast<float>(random.normal());
    return tensor;
}

}

TEST_P(ElementwiseTables, GeluIsAccurateEverywhere) {
    constexpr std::int64_t kCount = 20003;
    at::Tensor x = at::empty({1, kCount}, at::TensorOptions(at::kFloat));
    for (std::int64_t i = 0; i < kCount; ++i)
        x.data_ptr<float>()[i] = static_cast<float>(i - kCount / 2) * 0.002f; // ± 20
    at::Tensor slope;
    const at::Tensor y = biasGeluForward(x, at::zeros({kCount}), &slope);
    for (std::int64_t i = 0; i < kCount; ++i) {
        const double v = static_cast<double>(x.data_ptr<float>()[i]), share = 0.5 * std::erfc(-v / std::numbers::sqrt2);
        ASSERT_NEAR(y.data_ptr<float>()[i], v * share, 4e-7 * std::max(1.0, std::abs(v))) << v;
        ASSERT_NEAR(slope.data_ptr<float>()[i], share + v * std::exp(-v * v / 2) / std::sqrt(2 * std::numbers::pi),
                    1e-6)
            << v;
    }
}

TEST_P(ElementwiseTables, ColumnSumsOfApartRowsDoNotDependOnThreads) {
    const at::Tensor wide = randomTensor({1000, 50}, 3), x = wide.narrow(1, 7, 29);
    at::set_num_threads(1);
    const at::Tensor alone = columnSums(x);
    at::set_num_threads(2);
    EXPECT_TRUE(at::equal(alone, columnSums(x)));
    for (std::int64_t c = 0; c < 29; ++c) {
        double exact = 0;
        for (std::int64_t r = 0; r < 1000; ++r)
            exact += static_cast<double>(wide.data_ptr<float>()[r * 50 + 7 + c]);
        EXPECT_NEAR(alone.data_ptr<float>()[c], exact, 1e-4);
    }
}

INSTANTIATE_TEST_SUITE_P(Kernels, ElementwiseTables, testing::Bool());

TEST(Kernels, TheTableFitsTheMachine) {
    EXPECT_STREQ(kGenericKernels.name, "generic");
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    EXPECT_STREQ(kernelTable().name, avx2 ? "avx2" : "generic");
#endif
}

TEST(Kernels, WorkIsSharedByThreads) {
    at::set_num_threads(2);
    std::vector<int> thread(2, -1);
    parallelFor(2, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            thread[static_cast<std::size_t>(i)] = at::get_thread_num();
    });
    EXPECT_NE(thread[0], thread[1]);
}

}
