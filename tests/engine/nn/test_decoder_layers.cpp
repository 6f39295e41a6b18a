// SPDX-License-Identifier: GPL-3.0-or-later
// What decoders take: attention with their additions, RMS norm, rotary positions, gates, look-ups.
#include "engine/nn/attention.h"
#include "engine/nn/embedding.h"
#include "engine/nn/gated.h"
#include "engine/nn/linear.h"
#include "engine/nn/rms_norm.h"
#include "engine/nn/rotary.h"
#include "tests/engine/nn/compare.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/tensor.h>

namespace espalier::nn {

namespace {

using test::compareWithDouble;
using test::offsetsOf;
using test::randomTensor;
using test::withEachTable;

struct Case {
    std::vector<std::int32_t> lengths;
    std::int64_t heads, keyHeads, size;
    bool causal, relative;
    double dropout;
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.lengths.size() << " texts, " << c.heads << "/" << c.keyHeads << "×" << c.size
         << (c.causal ? ", causal" : "") << (c.relative ? ", relative" : "") << ", dropout " << c.dropout;
}

std::int32_t longest(const std::vector<std::int32_t>& lengths) {
    return *std::max_element(lengths.begin(), lengths.end());
}

class DecoderAttention : public testing::TestWithParam<Case> { };

AttentionInputs inputsOf(const Case& c, const std::vector<at::Tensor>& t, const Offsets& queries, const Offsets& keys) {
    AttentionInputs inputs;
    inputs.queries = t[0];
    if (c.relative) inputs.relative = t[1];
    if (t.size() > 2) inputs.keysValues = t[2];
    inputs.layout = {queries, keys};
    inputs.heads = c.heads;
    inputs.keyHeads = c.keyHeads;
    inputs.headSize = c.size;
    inputs.causal = c.causal;
    inputs.scale = c.relative ? 0.7 : 0;
    inputs.dropout = {c.dropout, 42, 7, 3, nullptr};
    return inputs;
}

}

TEST_P(DecoderAttention, OfAllTokensEqualsTheFormula) {
    const Case& c = GetParam();
    const Offsets offsets = offsetsOf(c.lengths);
    const std::vector<at::Tensor> inputs {randomTensor({offsets->back(), (c.heads + 2 * c.keyHeads) * c.size}, 1),
                                          randomTensor({c.heads, 2 * longest(c.lengths) - 1}, 2)};
    withEachTable([&] {
        compareWithDouble(
            inputs,
            [&](const auto& t) {
                const at::Tensor output = attention(inputsOf(c, t, offsets, offsets));
                return c.relative ? output : output + 0 * t[1].sum();
            },
            1e-4);
    });
}

TEST_P(DecoderAttention, OfTheLastQueriesEqualsTheFormula) {
    const Case& c = GetParam();
    std::vector<std::int32_t> queries;
    for (const std::int32_t length : c.lengths)
        queries.push_back(std::min(length, 1 + length % 3));
    const Offsets queryOffsets = offsetsOf(queries), keyOffsets = offsetsOf(c.lengths);
    const std::vector<at::Tensor> inputs {randomTensor({queryOffsets->back(), c.heads * c.size}, 1),
                                          randomTensor({c.heads, 2 * longest(c.lengths) - 1}, 2),
                                          randomTensor({keyOffsets->back(), 2 * c.keyHeads * c.size}, 3)};
    withEachTable([&] {
        compareWithDouble(
            inputs,
            [&](const auto& t) {
                const at::Tensor output = attention(inputsOf(c, t, queryOffsets, keyOffsets));
                return c.relative ? output : output + 0 * t[1].sum();
            },
            1e-4);
    });
}

TEST_P(DecoderAttention, ThreadsDoNotChangeIt) {
    const Case& c = GetParam();
    const Offsets offsets = offsetsOf(c.lengths);
    std::vector<at::Tensor> outputs, gradients;
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        const std::vector<at::Tensor> inputs {
            randomTensor({offsets->back(), (c.heads + 2 * c.keyHeads) * c.size}, 1).requires_grad_(true),
            randomTensor({c.heads, 2 * longest(c.lengths) - 1}, 2).requires_grad_(c.relative)};
        const at::Tensor output = attention(inputsOf(c, inputs, offsets, offsets));
        output.backward(randomTensor(output.sizes(), 6));
        outputs.push_back(output.detach());
        gradients.push_back(inputs[c.relative ? 1 : 0].grad());
    }
    EXPECT_TRUE(at::equal(outputs[0], outputs[1]));
    EXPECT_TRUE(at::equal(gradients[0], gradients[1]));
}

INSTANTIATE_TEST_SUITE_P(
    Kernels, DecoderAttention,
    testing::Values(Case {{5, 1, 12}, 2, 2, 32, true, false, 0}, Case {{1}, 1, 1, 8, true, true, 0},
                    Case {{7, 40, 3, 8}, 6, 2, 4, true, false, 0.1}, Case {{64, 65, 9}, 3, 1, 64, true, false, 0.3},
                    Case {{130, 2}, 2, 2, 13, true, true, 0.1}, Case {{100, 49}, 4, 4, 6, false, true, 0.2},
                    Case {{96}, 9, 3, 64, true, false, 0}, Case {{30, 11}, 4, 2, 6, false, false, 0}));

TEST(RmsNorm, EqualsTheFormula) {
    for (const auto& [rows, columns] : {std::pair<std::int64_t, std::int64_t> {1, 1}, {3, 7}, {70, 64}, {33, 100}})
        withEachTable([&, rows = rows, columns = columns] {
            compareWithDouble(
                {randomTensor({rows, columns}, 1), randomTensor({columns}, 2)},
                [](const auto& t) {
                    return rmsNorm(t[0], {t[1], 1e-6});
                },
                1e-4);
        });
}

TEST(Rotate, EqualsTheFormulaAndLeavesTheRest) {
    for (const std::int64_t size : {2, 6, 16, 64}) {
        const RotaryAngles angles {randomTensor({9, size / 2}, 3), randomTensor({9, size / 2}, 4)};
        withEachTable([&] {
            compareWithDouble(
                {randomTensor({9, 5 * size}, 1)}, [&](const auto& t) { return rotate(t[0], angles, 3, size); }, 1e-5);
        });
        const at::Tensor x = randomTensor({9, 5 * size}, 1);
        EXPECT_TRUE(
            at::equal(rotate(x, angles, 3, size).narrow(1, 3 * size, 2 * size), x.narrow(1, 3 * size, 2 * size)));
    }
}

TEST(Gated, EqualsTheFormula) {
    for (const Activation activation : {Activation::Silu, Activation::GeluTanh})
        compareWithDouble(
            {randomTensor({5, 26}, 1, 2)}, [&](const auto& t) { return gated(t[0], activation); }, 1e-5);
}

TEST(LookUp, RowsLearnAndPaddingDoesNot) {
    const at::Tensor ids = at::tensor(std::vector<std::int64_t> {3, 0, 3, 6, 2}), table = randomTensor({7, 5}, 1);
    const auto sparse = std::make_shared<SparseGradient>();
    const at::Tensor one = table.clone().requires_grad_(true), other = table.clone().requires_grad_(true);
    const at::Tensor gradient = randomTensor({5, 5}, 2);
    lookUp(one, ids, 2).backward(gradient);
    lookUp(other, ids, 2, sparse).backward(gradient);
    EXPECT_TRUE(at::equal(lookUp(one, ids, 2).detach(), table.index_select(0, ids)));
    EXPECT_FALSE(other.grad().defined());
    EXPECT_TRUE(at::equal(one.grad()[3], gradient[0] + gradient[2]));
    EXPECT_TRUE(at::equal(one.grad()[2], at::zeros({5})));
    Parameter parameter {"table", other};
    parameter.sparseGradient = sparse;
    EXPECT_TRUE(at::equal(denseGradient(parameter), one.grad()));
    EXPECT_ANY_THROW(lookUp(table, at::tensor(std::vector<std::int64_t> {7})));
}

TEST(ProductOfFew, EqualsTheProduct) {
    for (const std::int64_t rows : {1, 2, 3, 4, 5, 7, 8, 9, 30})
        for (const auto& [depth, outputs] :
             {std::pair<std::int64_t, std::int64_t> {1, 1}, {5, 3}, {64, 33}, {576, 1537}})
            withEachTable([&, depth = depth, outputs = outputs] {
                const at::Tensor x = randomTensor({rows, depth}, 1), weight = randomTensor({outputs, depth}, 2);
                const at::Tensor exact = at::mm(x.to(at::kDouble), weight.to(at::kDouble).t());
                const at::Tensor difference = (productOfFew(x, weight).to(at::kDouble) - exact).abs().max();
                EXPECT_LT(difference.item<double>(), 1e-6 * static_cast<double>(depth) + 1e-5);
            });
}

}
