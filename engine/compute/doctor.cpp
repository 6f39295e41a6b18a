// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/doctor.h"

#include "engine/compute/device.h"
#include "engine/kernels/adamw.h"
#include "engine/kernels/table.h"
#include "engine/nn/activation.h"
#include "engine/nn/dropout.h"
#include "engine/nn/norm.h"
#include "engine/nn/padded_attention.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>
#include <torch/version.h>

#include <cmath>
#include <cstdio>

namespace espalier {
namespace {

constexpr std::int64_t kTokens = 37, kHidden = 64, kHeads = 4; // 37: not a multiple of any vector's width

/// Smooth numbers between -1 and 1, another series for each `which`: the same on every machine.
at::Tensor wave(at::IntArrayRef shape, double which, const c10::Device& device) {
    const auto count = c10::multiply_integers(shape);
    return at::linspace(0, 50 + which, count, at::kFloat).mul(1.7).add(which).sin().reshape(shape).to(device);
}

DeviceReport::Check compare(const std::string& name, const at::Tensor& ours, const at::Tensor& reference) {
    const double difference = ours.sub(reference).abs().max().item<double>();
    char text[64];
    std::snprintf(text, sizeof text, "differs from LibTorch by at most %.1e", difference);
    return {name, difference < 1e-4, text}; // also false where it is not a number
}

DeviceReport::Check checkNorm(const c10::Device& device) {
    const auto x = wave({kTokens, kHidden}, 1, device), residual = wave({kTokens, kHidden}, 2, device);
    const auto bias = wave({kHidden}, 3, device);
    const nn::LayerNorm norm {wave({kHidden}, 4, device), wave({kHidden}, 5, device), 1e-12};
    const auto reference = at::layer_norm(x.add(bias).add(residual), {kHidden}, norm.weight, norm.bias, norm.eps);
    return compare("residual and norm", nn::residualNorm(x, bias, residual, norm, {}), reference);
}

DeviceReport::Check checkActivation(const c10::Device& device) {
    const auto x = wave({kTokens, kHidden}, 6, device).mul(3), bias = wave({kHidden}, 7, device);
    return compare("bias and activation", nn::biasActivation(x, bias, nn::Activation::Gelu), at::gelu(x.add(bias)));
}

DeviceReport::Check checkAttention(const c10::Device& device) {
    const auto offsets = std::make_shared<const std::vector<std::int32_t>>(std::vector<std::int32_t> {0, 5, 6, kTokens});
    const nn::AttentionInputs inputs {.queries = wave({kTokens, 3 * kHidden}, 8, device), .keysValues = {},
                                      .queryBias = wave({kHidden}, 9, device), .keyBias = wave({kHidden}, 10, device),
                                      .valueBias = wave({kHidden}, 11, device), .layout = {offsets, offsets}, .heads = kHeads, .dropout = {}};
    return compare("attention over packed texts", nn::attention(inputs), nn::paddedAttention(inputs));
}

/// Two updates, the second of which the table learns of late.
DeviceReport::Check checkAdamW() {
    const c10::Device cpu(c10::kCPU);
    const auto start = wave({kTokens, kHidden}, 12, cpu), gradient = wave({kTokens, kHidden}, 13, cpu);
    auto ours = start.clone(), first = at::zeros({kTokens, kHidden}), second = at::zeros({kTokens, kHidden});
    kernels::SparseAdamW table(ours, first, second);
    kernels::AdamWStep step {.step = 1, .learningRate = 0.01, .weightDecay = 0.1};
    table.step(at::linspace(0, kTokens - 1, kTokens, at::kLong), gradient, step);
    step.step = 2;
    table.step({}, {}, step);
    table.catchUp();
    auto theirs = start.clone(), theirFirst = at::zeros({kTokens, kHidden}), theirSecond = at::zeros({kTokens, kHidden});
    for (const auto& [number, given] : {std::pair {1.0, gradient}, std::pair {2.0, at::zeros({kTokens, kHidden})}}) {
        at::_fused_adamw_({theirs}, {given}, {theirFirst}, {theirSecond}, {}, {at::full({}, number, at::kFloat)}, step.learningRate, step.beta1,
                          step.beta2, step.weightDecay, step.eps, false, false);
    }
    return compare("AdamW of rows", ours, theirs);
}

/// A mask of dropout must keep the share that it should, and be the same when it is drawn again.
DeviceReport::Check checkDropout(const c10::Device& device) {
    const kernels::Dropout dropout {.rate = 0.25, .seed = 7, .step = 3, .site = 1};
    const auto ones = at::linspace(1, 1, 256 * 256, at::kFloat).reshape({256, 256}).to(device);
    const auto first = nn::drop(ones, dropout), again = nn::drop(ones, dropout);
    const double dropped = first.eq(0).sum().item<double>() / (256 * 256);
    char text[64];
    std::snprintf(text, sizeof text, "drops %.2f %% where 25 %% is asked", 100 * dropped);
    return {"dropout", std::abs(dropped - 0.25) < 0.01 && (!device.is_cpu() || first.equal(again)), text};
}

}

DeviceReport examineDevice(const c10::Device& device) {
    const c10::InferenceMode inference;
    DeviceReport report {.torchVersion = TORCH_VERSION, .device = deviceName(device), .threads = at::get_num_threads(), .kernels = {},
                         .cpuCapability = at::get_cpu_capability(), .checks = {}};
    report.checks = {checkNorm(device), checkActivation(device), checkAttention(device), checkDropout(device), checkAdamW()};
    if (!device.is_cpu()) return report; // LibTorch's own operators do the work there
    for (const auto& check : report.checks) report.kernels.push_back(check.name + " (" + kernels::kernelTable().name + ")");
    return report;
}

}
