// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/update_rule.h"

#include "engine/base/error.h"

#include <ATen/TensorOperators.h>

#include <cmath>

namespace espalier {
namespace {

using State = std::vector<at::Tensor>;
using Shape = at::IntArrayRef;

at::Tensor withDecay(const at::Tensor& value, const at::Tensor& gradient, const Update& update) {
    return update.weightDecay == 0 ? gradient : gradient.add(value, update.weightDecay);
}

/// Adam (Kingma & Ba 2015) as torch's: betas 0.9 and 0.999, eps 1e-8, decay as part of the gradient.
class Adam final : public UpdateRule {
public:
    std::vector<OptimizerSlot> slots(Shape shape) const override { return {{"first", shape.vec()}, {"second", shape.vec()}}; }
    void apply(const at::Tensor& value, const at::Tensor& gradient, const State& state, const Update& update) const override {
        constexpr double beta1 = 0.9, beta2 = 0.999, eps = 1e-8;
        const auto steps = static_cast<double>(update.step);
        const auto whole = withDecay(value, gradient, update);
        state[0].lerp_(whole, 1 - beta1);
        state[1].mul_(beta2).addcmul_(whole, whole, 1 - beta2);
        const auto scale = state[1].sqrt().div_(std::sqrt(1 - std::pow(beta2, steps))).add_(eps);
        value.addcdiv_(state[0], scale, -update.learningRate / (1 - std::pow(beta1, steps)));
    }
};

/// Gradient descent with momentum as torch's, without dampening.
class Sgd final : public UpdateRule {
public:
    explicit Sgd(double momentum) : m_momentum(momentum) { }
    std::vector<OptimizerSlot> slots(Shape shape) const override {
        return m_momentum == 0 ? std::vector<OptimizerSlot> {} : std::vector<OptimizerSlot> {{"momentum", shape.vec()}};
    }
    void apply(const at::Tensor& value, const at::Tensor& gradient, const State& state, const Update& update) const override {
        auto direction = withDecay(value, gradient, update);
        if (m_momentum != 0) direction = state[0].mul_(m_momentum).add_(direction);
        value.sub_(direction, update.learningRate);
    }

private:
    double m_momentum;
};

/// Lion (Chen et al. 2023): the sign of an average, betas 0.9 and 0.99, decoupled decay.
class Lion final : public UpdateRule {
public:
    std::vector<OptimizerSlot> slots(Shape shape) const override { return {{"momentum", shape.vec()}}; }
    void apply(const at::Tensor& value, const at::Tensor& gradient, const State& state, const Update& update) const override {
        constexpr double beta1 = 0.9, beta2 = 0.99;
        value.mul_(1 - update.learningRate * update.weightDecay);
        value.sub_(state[0].lerp(gradient, 1 - beta1).sign_(), update.learningRate);
        state[0].lerp_(gradient, 1 - beta2);
    }
};

/// Adafactor (Shazeer & Stern 2018) as Transformers' with a rate of its own: no relative step, no scaling by the parameter,
/// no momentum; of a matrix only the mean squares of rows and columns are kept.
class Adafactor final : public UpdateRule {
public:
    std::vector<OptimizerSlot> slots(Shape shape) const override {
        if (shape.size() < 2) return {{"square", shape.vec()}};
        auto columns = shape.slice(0, shape.size() - 2).vec();
        columns.push_back(shape.back());
        return {{"rows", shape.slice(0, shape.size() - 1).vec()}, {"columns", columns}};
    }
    void apply(const at::Tensor& value, const at::Tensor& gradient, const State& state, const Update& update) const override {
        constexpr double eps = 1e-30, clip = 1, exponent = -0.8;
        const double beta = 1 - std::pow(static_cast<double>(update.step), exponent);
        const auto squares = gradient.square().add_(eps);
        at::Tensor change;
        if (state.size() == 1) {
            state[0].mul_(beta).add_(squares, 1 - beta);
            change = state[0].rsqrt().mul_(gradient);
        } else {
            state[0].mul_(beta).add_(squares.mean(-1), 1 - beta);
            state[1].mul_(beta).add_(squares.mean(-2), 1 - beta);
            const auto ofRows = (state[0] / state[0].mean(-1, true)).rsqrt_().unsqueeze(-1);
            change = (ofRows * state[1].unsqueeze(-2).rsqrt()).mul_(gradient);
        }
        const auto size = change.norm() / std::sqrt(static_cast<double>(change.numel()));
        change.div_((size / clip).clamp_min_(1)).mul_(update.learningRate);
        if (update.weightDecay != 0) value.add_(value, -update.weightDecay * update.learningRate);
        value.sub_(change);
    }
};

}

std::unique_ptr<UpdateRule> makeUpdateRule(const Recipe::Training& training) {
    const std::string& name = training.optimizer;
    if (name == "adamw") return nullptr;
    if (name == "adam") return std::make_unique<Adam>();
    if (name == "sgd") return std::make_unique<Sgd>(training.momentum);
    if (name == "adafactor") return std::make_unique<Adafactor>();
    if (name == "lion") return std::make_unique<Lion>();
    failBadInput("there is no optimizer " + name, "training.optimizer", "use adamw, adam, sgd, adafactor or lion");
}

std::int64_t optimizerBytes(const Recipe::Training& training, at::IntArrayRef shape) {
    const auto count = [](at::IntArrayRef sizes) {
        std::int64_t product = 1;
        for (const auto size : sizes) product *= size;
        return product * static_cast<std::int64_t>(sizeof(float));
    };
    const auto rule = makeUpdateRule(training);
    if (!rule) return 2 * count(shape);
    std::int64_t bytes = 0;
    for (const auto& slot : rule->slots(shape)) bytes += count(slot.shape);
    return bytes;
}

}
