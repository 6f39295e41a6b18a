// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/strategies/parity_support.h"

#include "engine/checkpoint/safetensors.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <gtest/gtest.h>

#include <cstring>

namespace espalier::testing {
namespace {

std::map<std::string, at::Tensor> tensorsOf(const std::filesystem::path& path) {
    const auto opened = SafetensorsFile::open(path).value();
    std::map<std::string, at::Tensor> tensors;
    for (const auto& [name, view] : opened.tensors()) {
        at::Tensor& tensor = tensors[name] = at::empty(view.shape, at::kFloat);
        std::memcpy(tensor.mutable_data_ptr(), view.bytes.data(), view.bytes.size());
    }
    return tensors;
}

}

std::filesystem::path strategyFixture(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "strategies" / name;
}

StartedStrategy::StartedStrategy(const Recipe& recipe, const std::string& name)
    : m_inner(makeStrategy(recipe).value()) {
    const auto start = strategyFixture("start_" + name + ".safetensors");
    if (std::filesystem::exists(start)) m_start = tensorsOf(start);
}

std::vector<ParameterGroup> StartedStrategy::choose(Model& model, const Recipe& recipe) const {
    auto groups = m_inner->prepare(model, recipe);
    const at::NoGradGuard noGrad;
    std::size_t used = 0;
    for (const auto& group : groups) {
        for (const nn::Parameter& parameter : group.parameters) {
            const auto found = m_start.find(parameter.name);
            EXPECT_EQ(found != m_start.end(), parameter.isInserted) << parameter.name;
            if (found == m_start.end()) continue;
            parameter.value.copy_(found->second);
            ++used;
        }
    }
    EXPECT_EQ(used, m_start.size());
    return groups;
}

void expectSameEnd(Model& model, const std::string& name) {
    for (const auto& [parameter, value] : tensorsOf(strategyFixture("end_" + name + ".safetensors"))) {
        // A key's bias has no gradient but rounding (see training's parity test): its value means nothing.
        if (parameter.ends_with("key.bias")) continue;
        EXPECT_LT(parameterNamed(model, parameter).value.detach().sub(value).abs().max().item<double>(), kTolerance)
            << parameter;
    }
}

}
