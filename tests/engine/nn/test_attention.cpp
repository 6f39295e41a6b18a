// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/attention.h"

#include "tests/engine/nn/compare.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>

#include <numeric>

namespace espalier::nn {

namespace {

using test::compareWithDouble;
using test::offsetsOf;
using test::randomTensor;
using test::withEachTable;

struct Case {
    std::vector<std::int32_t> lengths;
    std::int64_t heads, size;
    double dropout;
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.lengths.size() << " texts, " << c.heads << "×" << c.size << ", dropout " << c.dropout;
}

class Attention : public testing::TestWithParam<Case> { };

AttentionInputs inputsOf(const Case& c, const std::vector<at::Tensor>& t, const Offsets& queries, const Offsets& keys) {
    AttentionInputs inputs;
    inputs.queries = t[0];
    inputs.queryBias = t[1], inputs.keyBias = t[2], inputs.valueBias = t[3];
    if (t.size() > 4) inputs.keysValues = t[4];
    inputs.layout = {queries, keys};
    inputs.heads = c.heads;
    inputs.dropout = {c.dropout, 42, 7, 3, nullptr};
    return inputs;
}

}

TEST_P(Attention, OfAllTokensEqualsTheFormula) {
    const Case& c = GetParam();
    const Offsets offsets = offsetsOf(c.lengths);
    const std::int64_t hidden = c.heads * c.size, tokens = offsets->back();
    const std::vector<at::Tensor> inputs {randomTensor({tokens, 3 * hidden}, 1), randomTensor({hidden}, 2),
                                          randomTensor({hidden}, 3), randomTensor({hidden}, 4)};
    withEachTable([&] {
        compareWithDouble(
            inputs, [&](const auto& t) { return attention(inputsOf(c, t, offsets, offsets)); }, 1e-4);
    });
}

TEST_P(Attention, OfOtherQueriesEqualsTheFormula) {
    const Case& c = GetParam();
    std::vector<std::int32_t> queries;
    for (const std::int32_t length : c.lengths)
        queries.push_back(1 + length % 3);
    const Offsets queryOffsets = offsetsOf(queries), keyOffsets = offsetsOf(c.lengths);
    const std::int64_t hidden = c.heads * c.size;
    const std::vector<at::Tensor> inputs {randomTensor({queryOffsets->back(), hidden}, 1), randomTensor({hidden}, 2),
                                          randomTensor({hidden}, 3), randomTensor({hidden}, 4),
                                          randomTensor({keyOffsets->back(), 2 * hidden}, 5)};
    withEachTable([&] {
        compareWithDouble(
            inputs, [&](const auto& t) { return attention(inputsOf(c, t, queryOffsets, keyOffsets)); }, 1e-4);
    });
}

TEST_P(Attention, ThreadsAndRecordingDoNotChangeIt) {
    const Case& c = GetParam();
    const Offsets offsets = offsetsOf(c.lengths);
    const std::int64_t hidden = c.heads * c.size;
    std::vector<at::Tensor> inputs {randomTensor({offsets->back(), 3 * hidden}, 1), randomTensor({hidden}, 2),
                                    randomTensor({hidden}, 3), randomTensor({hidden}, 4)};
    std::vector<at::Tensor> outputs, gradients;
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        inputs[0] = inputs[0].detach().requires_grad_(true);
        const at::Tensor output = attention(inputsOf(c, inputs, offsets, offsets));
        output.backward(randomTensor(output.sizes(), 6));
        outputs.push_back(output.detach());
        gradients.push_back(inputs[0].grad());
    }
    EXPECT_TRUE(at::equal(outputs[0], outputs[1]));
    EXPECT_TRUE(at::equal(gradients[0], gradients[1]));
    const at::NoGradGuard noGraph;
    EXPECT_TRUE(at::equal(attention(inputsOf(c, inputs, offsets, offsets)), outputs[0]));
}

INSTANTIATE_TEST_SUITE_P(Kernels, Attention,
                         testing::Values(Case {{5, 1, 12}, 2, 32, 0}, Case {{1}, 1, 8, 0}, Case {{1, 1, 1}, 3, 4, 0.1},
                                         Case {{7, 40, 3, 8}, 5, 4, 0.1}, Case {{64, 65, 9}, 2, 64, 0.3},
                                         Case {{130, 2}, 2, 13, 0.1}, Case {{27, 33}, 12, 32, 0.5}));

/// The last layer asks for first tokens alone: their rows must be those of the whole, dropout included.
TEST(FirstTokens, AreRowsOfTheWhole) {
    const Case c {{9, 1, 30}, 3, 16, 0.2};
    const Offsets offsets = offsetsOf(c.lengths), ones = offsetsOf({1, 1, 1});
    const at::Tensor packed = randomTensor({40, 3 * 48}, 1), firsts = at::tensor(std::vector<std::int64_t> {0, 9, 10});
    const std::vector<at::Tensor> biases {randomTensor({48}, 2), randomTensor({48}, 3), randomTensor({48}, 4)};
    const at::Tensor whole = attention(inputsOf(c, {packed, biases[0], biases[1], biases[2]}, offsets, offsets));
    AttentionInputs some = inputsOf(c,
                                    {packed.narrow(1, 0, 48).index_select(0, firsts), biases[0], biases[1], biases[2],
                                     packed.narrow(1, 48, 96).contiguous()},
                                    ones, offsets);
    some.dropout.rows = std::make_shared<const std::vector<std::int32_t>>(std::vector<std::int32_t> {0, 9, 10});
    EXPECT_TRUE(at::equal(attention(some), whole.index_select(0, firsts)));
}

}
