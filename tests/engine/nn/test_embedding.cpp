// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/embedding.h"

#include "engine/base/error.h"
#include "tests/engine/nn/compare.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

namespace espalier::nn {

namespace {

using test::compareWithDouble;
using test::randomTensor;
using test::withEachTable;

at::Tensor indices(std::vector<std::int64_t> values) {
    return at::tensor(values);
}

const TokenIndices kTokens {indices({3, 0, 3, 9, 10, 3}), indices({0, 1, 2, 3, 0, 1}), indices({0, 0, 1, 1, 1, 0})};

std::vector<at::Tensor> tables() {
    return {randomTensor({11, 20}, 1), randomTensor({5, 20}, 2), randomTensor({2, 20}, 3), randomTensor({20}, 4),
            randomTensor({20}, 5)};
}

Embeddings embeddingsOf(const std::vector<at::Tensor>& t) {
    return {t[0], t[1], t[2], {t[3], t[4], 1e-5}, -1, -1, nullptr};
}

}

TEST(Embedding, EqualsTheFormula) {
    for (const std::int64_t padding : {-1, 3})
        withEachTable([&] {
            compareWithDouble(
                tables(),
                [&](const auto& t) {
                    Embeddings embeddings = embeddingsOf(t);
                    embeddings.paddingRow = padding;
                    return embed(embeddings, kTokens, {0.1, 1, 2, 3, nullptr});
                },
                1e-4);
        });
}

TEST(Embedding, RowGradientsAddUpToTheDenseOne) {
    std::vector<at::Tensor> dense = tables(), sparse = tables();
    for (at::Tensor& table : dense)
        table.requires_grad_(true);
    for (at::Tensor& table : sparse)
        table.requires_grad_(true);
    Parameter word {"word", sparse[0], 0, true, false, std::make_shared<SparseGradient>()};
    for (int pass = 0; pass < 2; ++pass) { // two micro-batches of different tokens
        TokenIndices tokens = kTokens;
        if (pass == 1) tokens.ids = indices({1, 3, 1, 0, 2, 2});
        const at::Tensor gradient = randomTensor({6, 20}, 20 + static_cast<std::uint64_t>(pass));
        embed(embeddingsOf(dense), tokens, {}).backward(gradient);
        Embeddings embeddings = embeddingsOf(sparse);
        embeddings.wordGradient = word.sparseGradient;
        embed(embeddings, tokens, {}).backward(gradient);
    }
    EXPECT_FALSE(word.value.grad().defined());
    EXPECT_TRUE(at::equal(word.sparseGradient->rows, indices({0, 1, 2, 3, 9, 10})));
    EXPECT_TRUE(denseGradient(word).allclose(dense[0].grad(), 1e-5, 1e-6));
    clearGradient(word);
    EXPECT_FALSE(denseGradient(word).defined());
}

TEST(Embedding, AnIndexOutsideItsTableIsAnError) {
    TokenIndices tokens = kTokens;
    tokens.ids = indices({3, 0, 3, 11, 10, 3});
    EXPECT_THROW(embed(embeddingsOf(tables()), tokens, {}), Exception);
    tokens = kTokens;
    tokens.positions = indices({0, 1, 2, 5, 0, 1});
    EXPECT_THROW(embed(embeddingsOf(tables()), tokens, {}), Exception);
    tokens.positions = indices({0, 1, 2, -1, 0, 1});
    EXPECT_THROW(embed(embeddingsOf(tables()), tokens, {}), Exception);
}

}
