// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/optimizer.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <c10/util/accumulate.h>

#include <cstdlib>
#include <new>

namespace espalier {
namespace {

/// Zeros where `parameter` is. On the CPU their pages take no memory until they are written: most rows of a table never are.
at::Tensor zerosOf(at::IntArrayRef shape, const at::Tensor& parameter) {
    if (!parameter.is_cpu()) return at::zeros(shape, parameter.options().requires_grad(false));
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(1, c10::multiply_integers(shape)));
    void* zeros = std::calloc(count, sizeof(float));
    if (!zeros) throw std::bad_alloc();
    return at::from_blob(zeros, shape, [](void* memory) { std::free(memory); }, at::kFloat);
}

at::Tensor zeroMoment(const at::Tensor& parameter) {
    return zerosOf(parameter.sizes(), parameter);
}

}

Optimizer::Optimizer(std::vector<ParameterGroup> groups, std::unique_ptr<UpdateRule> rule) : m_groups(std::move(groups)), m_rule(std::move(rule)), m_rested(m_groups.size()) {
    const at::NoGradGuard noGrad;
    for (const auto& group : m_groups) {
        auto& moments = m_moments.emplace_back();
        auto& states = m_states.emplace_back();
        for (const auto& parameter : group.parameters) {
            if (!m_rule) {
                moments.push_back({zeroMoment(parameter.value), zeroMoment(parameter.value), nullptr});
                continue;
            }
            auto& state = states.emplace_back();
            for (const auto& slot : m_rule->slots(parameter.value.sizes())) state.push_back(zerosOf(slot.shape, parameter.value));
        }
    }
    makeTables();
}

void Optimizer::makeTables() {
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        for (std::size_t i = 0; i < m_moments[g].size(); ++i) {
            const auto& parameter = m_groups[g].parameters[i];
            auto& moments = m_moments[g][i];
            if (parameter.sparseGradient) {
                moments.table = std::make_unique<kernels::SparseAdamW>(parameter.value, moments.first, moments.second, stepsOf(g));
            }
        }
    }
}

std::vector<double> Optimizer::learningRates(double rate) const {
    std::vector<double> rates;
    for (const auto& group : m_groups) rates.push_back(m_steps > group.startStep ? rate * group.rate : 0);
    return rates;
}

void Optimizer::beginStep() {
    for (const auto& group : m_groups) {
        if (group.startStep == 0) continue;
        for (const auto& parameter : group.parameters) parameter.value.set_requires_grad(hasStarted(group));
    }
}

void Optimizer::beforeRead(const std::vector<std::int32_t>& ids) {
    const at::NoGradGuard noGrad;
    at::Tensor indices;
    for (auto& group : m_moments) {
        for (auto& moments : group) {
            if (!moments.table) continue;
            if (!indices.defined()) {
                indices = at::empty({static_cast<std::int64_t>(ids.size())}, at::kLong);
                std::copy(ids.begin(), ids.end(), indices.mutable_data_ptr<std::int64_t>());
            }
            moments.table->beforeRead(indices);
        }
    }
}

void Optimizer::catchUp() {
    const at::NoGradGuard noGrad;
    for (auto& group : m_moments) {
        for (auto& moments : group) {
            if (moments.table) moments.table->catchUp();
        }
    }
}

void Optimizer::step(double rate, double gradientScale, int task) {
    const at::NoGradGuard noGrad;
    ++m_steps;
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        if (m_groups[g].task >= 0 && m_groups[g].task != task) {
            m_rested[g] += m_steps > m_groups[g].startStep;
            continue;
        }
        if (stepsOf(g) == 0 || m_groups[g].parameters.empty()) continue; // not yet its turn
        const bool onCpu = m_groups[g].parameters.front().value.is_cpu();
        const auto step = m_rule ? &Optimizer::stepByRule : onCpu ? &Optimizer::stepOnCpu : &Optimizer::stepElsewhere;
        (this->*step)(g, rate * m_groups[g].rate, gradientScale);
    }
}

void Optimizer::stepByRule(std::size_t group, double rate, double gradientScale) {
    const Update update {.step = stepsOf(group), .learningRate = rate, .weightDecay = m_groups[group].weightDecay};
    for (std::size_t i = 0; i < m_states[group].size(); ++i) {
        const auto& parameter = m_groups[group].parameters[i];
        const auto gradient = nn::denseGradient(parameter);
        if (gradient.defined()) m_rule->apply(parameter.value, gradientScale == 1 ? gradient : gradient.mul(gradientScale), m_states[group][i], update);
    }
}

void Optimizer::stepOnCpu(std::size_t group, double rate, double gradientScale) {
    const kernels::AdamWStep step {.step = stepsOf(group), .learningRate = rate, .weightDecay = m_groups[group].weightDecay, .gradientScale = gradientScale};
    std::vector<kernels::AdamWTensor> tensors;
    for (std::size_t i = 0; i < m_moments[group].size(); ++i) {
        const auto& parameter = m_groups[group].parameters[i];
        auto& moments = m_moments[group][i];
        if (moments.table) {
            moments.table->step(parameter.sparseGradient->rows, parameter.sparseGradient->values, step);
        } else if (parameter.value.grad().defined()) {
            tensors.push_back({parameter.value, parameter.value.grad().contiguous(), moments.first, moments.second});
        }
    }
    kernels::adamwStep(tensors, step);
}

void Optimizer::stepElsewhere(std::size_t group, double rate, double gradientScale) {
    std::vector<at::Tensor> parameters, gradients, first, second, steps;
    for (std::size_t i = 0; i < m_moments[group].size(); ++i) {
        const auto& value = m_groups[group].parameters[i].value;
        if (!value.grad().defined()) continue;
        parameters.push_back(value);
        gradients.push_back(gradientScale == 1 ? value.grad() : value.grad().mul(gradientScale));
        first.push_back(m_moments[group][i].first);
        second.push_back(m_moments[group][i].second);
        steps.push_back(at::full({}, static_cast<double>(stepsOf(group)), value.options()));
    }
    if (parameters.empty()) return;
    const kernels::AdamWStep usual;
    at::_fused_adamw_(parameters, gradients, first, second, {}, steps, rate, usual.beta1, usual.beta2, m_groups[group].weightDecay, usual.eps,
                      false, false);
}

std::map<std::string, at::Tensor> Optimizer::state() const {
    std::map<std::string, at::Tensor> tensors;
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        for (std::size_t i = 0; i < m_moments[g].size(); ++i) {
            const auto& name = m_groups[g].parameters[i].name;
            tensors["first." + name] = m_moments[g][i].first;
            tensors["second." + name] = m_moments[g][i].second;
        }
        for (std::size_t i = 0; i < m_states[g].size(); ++i) {
            const auto& parameter = m_groups[g].parameters[i];
            const auto slots = m_rule->slots(parameter.value.sizes());
            for (std::size_t s = 0; s < slots.size(); ++s) tensors[slots[s].name + ("." + parameter.name)] = m_states[g][i][s];
        }
    }
    return tensors;
}

void Optimizer::resumeAfter(std::int64_t steps, std::int64_t restartedAt, std::vector<std::int64_t> rested) {
    m_steps = steps;
    m_rested = std::move(rested);
    m_rested.resize(m_groups.size());
    for (auto& group : m_groups) {
        if (group.startStep < restartedAt) group.startStep = restartedAt;
    }
    makeTables();
}

void Optimizer::restart() {
    const at::NoGradGuard noGrad;
    for (auto& [name, moment] : state()) moment.zero_();
    resumeAfter(m_steps, m_steps);
}

}
