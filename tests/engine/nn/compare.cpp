// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/nn/compare.h"

#include "engine/base/random.h"
#include "engine/kernels/table.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/empty.h>

namespace espalier::test {

namespace {

struct Outcome {
    at::Tensor output;
    std::vector<at::Tensor> gradients;
};

Outcome compute(const std::vector<at::Tensor>& inputs, at::ScalarType type,
                const std::function<at::Tensor(const std::vector<at::Tensor>&)>& f) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& input : inputs)
        leaves.push_back(input.to(type, false, true).requires_grad_(true));
    Outcome outcome {f(leaves), {}};
    outcome.output.backward(randomTensor(outcome.output.sizes(), 99).to(type));
    for (const at::Tensor& leaf : leaves)
        outcome.gradients.push_back(leaf.grad());
    return outcome;
}

void expectNear(const at::Tensor& ours, const at::Tensor& exact, double tolerance, const std::string& what) {
    ASSERT_TRUE(ours.defined() && exact.defined()) << what;
    ASSERT_EQ(ours.sizes(), exact.sizes()) << what;
    const double scale = std::max(1.0, exact.abs().max().item<double>());
    EXPECT_LT((ours.to(at::kDouble) - exact).abs().max().item<double>(), tolerance * scale) << what;
}

}

nn::Offsets offsetsOf(const std::vector<std::int32_t>& lengths) {
    std::vector<std::int32_t> offsets {0};
    for (const std::int32_t length : lengths)
        offsets.push_back(offsets.back() + length);
    return std::make_shared<const std::vector<std::int32_t>>(std::move(offsets));
}

at::Tensor randomTensor(at::IntArrayRef shape, std::uint64_t seed, double scale) {
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        tensor.data_ptr<float>()[i] = static_cast<float>(scale * random.normal());
    return tensor;
}

void compareWithDouble(const std::vector<at::Tensor>& inputs,
                       const std::function<at::Tensor(const std::vector<at::Tensor>&)>& f, double tolerance) {
    const Outcome ours = compute(inputs, at::kFloat, f), exact = compute(inputs, at::kDouble, f);
    expectNear(ours.output.detach(), exact.output.detach(), tolerance, "output");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        expectNear(ours.gradients[i], exact.gradients[i], tolerance, "gradient of input " + std::to_string(i));
}

void withEachTable(const std::function<void()>& body) {
    for (const bool generic : {false, true}) {
        SCOPED_TRACE(generic ? "generic" : "best");
        kernels::useGenericKernels(generic);
        body();
    }
    kernels::useGenericKernels(false);
}

}
