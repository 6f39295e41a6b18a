// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/compact.h"

#include "engine/base/random.h"
#include "engine/kernels/compact_table.h"
#include "engine/kernels/table.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <gtest/gtest.h>

#include <cmath>

namespace espalier::kernels::test {

namespace {

at::Tensor randomMatrix(std::int64_t rows, std::int64_t columns, std::uint64_t seed) {
    at::Tensor tensor = at::empty({rows, columns}, at::TensorOptions(at::kFloat));
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        tensor.data_ptr<float>()[i] = static_cast<float>(random.normal());
    return tensor;
}

/// What weight (o, i) of the matrix stands for, by the layout that compact_table.h tells.
double valueOf(const CompactMatrix& matrix, std::int64_t o, std::int64_t i) {
    const std::int64_t block = i / kCompactBlock, place = i % kCompactBlock;
    const std::uint8_t* row = matrix.weights.const_data_ptr<std::uint8_t>() + o * matrix.weights.size(1);
    const double scale = static_cast<double>(matrix.scales.const_data_ptr<float>()[o * matrix.scales.size(1) + block]);
    if (matrix.bits == 8) return scale * static_cast<std::int8_t>(row[block * 32 + place]);
    const std::uint8_t byte = row[block * 16 + place % 16];
    return scale * ((place < 16 ? byte & 15 : byte >> 4) - 8);
}

class Compact : public testing::TestWithParam<std::tuple<int, bool>> {
protected:
    void SetUp() override { useGenericKernels(std::get<1>(GetParam())); }
    void TearDown() override { useGenericKernels(false); }
};

}

TEST_P(Compact, IsTheNearestAndMultipliesAsItSays) {
    const int bits = std::get<0>(GetParam());
    for (const auto& [rows, depth, outputs] :
         {std::tuple<std::int64_t, std::int64_t, std::int64_t> {1, 1, 1}, {3, 31, 5}, {5, 64, 70}, {8, 100, 33}}) {
        const at::Tensor x = randomMatrix(rows, depth, 1), weight = randomMatrix(outputs, depth, 2);
        const CompactMatrix matrix = compact(weight, bits);
        const at::Tensor product = productOfFew(x, matrix);
        for (std::int64_t o = 0; o < outputs; ++o) {
            for (std::int64_t i = 0; i < depth; ++i) {
                const double scale = std::abs(static_cast<double>(
                    matrix.scales.const_data_ptr<float>()[o * matrix.scales.size(1) + i / kCompactBlock]));
                // The one value of four bits that may be a whole step off is 8, which becomes 7.
                ASSERT_NEAR(valueOf(matrix, o, i), static_cast<double>(weight.const_data_ptr<float>()[o * depth + i]),
                            scale * (bits == 8 ? 0.501 : 1.001));
            }
            for (std::int64_t r = 0; r < rows; ++r) {
                double exact = 0;
                for (std::int64_t i = 0; i < depth; ++i)
                    exact += static_cast<double>(x.const_data_ptr<float>()[r * depth + i]) * valueOf(matrix, o, i);
                ASSERT_NEAR(static_cast<double>(product.const_data_ptr<float>()[r * outputs + o]), exact, 1e-4);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(BitsAndTables, Compact, testing::Combine(testing::Values(8, 4), testing::Bool()));

TEST(Compact, OfZerosIsZero) {
    for (const int bits : {8, 4}) {
        const at::Tensor zero = randomMatrix(3, 40, 1) * 0;
        EXPECT_EQ(productOfFew(randomMatrix(2, 40, 2), compact(zero, bits)).abs().max().item<float>(), 0);
    }
}

}
