// SPDX-License-Identifier: GPL-3.0-or-later
// Time of a training step (forward, backward, clipping, AdamW) of a BERT folder on batches of 16 texts of real lengths.
// bench_train_step FOLDER [steps] [threads]
#include "engine/kernels/adamw.h"
#include "engine/kernels/table.h"
#include "engine/models/model.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <malloc.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "engine/base/random.h"

using namespace espalier;

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
/// Of the processor, all threads together: what other programs don't disturb, with one thread.
double cpuSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// 16 texts whose lengths are spread as those of film reviews' sentences: mean 27, a long tail; words by Zipf's law.
PackedSequences batchOf(Random& random, std::int64_t vocabulary) {
    PackedSequences batch;
    for (int text = 0; text < 16; ++text) {
        const auto length = std::clamp<std::int64_t>(std::lround(std::exp(3.15 + 0.52 * random.normal())), 4, 70);
        for (std::int64_t i = 0; i < length; ++i) {
            const double rank = std::exp(random.uniform() * std::log(static_cast<double>(vocabulary - 1000)));
            batch.ids.push_back(i == 0 ? 101 : i + 1 == length ? 102 : static_cast<std::int32_t>(999 + rank));
            batch.positions.push_back(static_cast<std::int32_t>(i));
        }
        batch.offsets.push_back(static_cast<std::int32_t>(batch.ids.size()));
        batch.longest = std::max(batch.longest, length);
    }
    batch.typeIds.resize(batch.ids.size(), 0);
    return batch;
}

struct Optimizer {
    std::vector<kernels::AdamWTensor> decaying, others;
    std::unique_ptr<kernels::SparseAdamW> words;
    std::shared_ptr<nn::SparseGradient> wordGradient;
    std::int64_t steps = 0;

    explicit Optimizer(nn::ParameterList& parameters) {
        for (nn::Parameter& parameter : parameters) {
            parameter.value.requires_grad_(true);
            const at::Tensor value = parameter.value.detach(), first = at::zeros_like(value),
                             second = at::zeros_like(value);
            if (parameter.sparseGradient) {
                words = std::make_unique<kernels::SparseAdamW>(value, first, second);
                wordGradient = parameter.sparseGradient;
            } else {
                (parameter.decays ? decaying : others).push_back({parameter.value, {}, first, second});
            }
        }
    }

    void step() {
        std::vector<at::Tensor> gradients {wordGradient->values};
        for (auto* group : {&decaying, &others})
            for (kernels::AdamWTensor& tensor : *group)
                gradients.push_back(tensor.gradient = tensor.parameter.grad());
        const double norm = std::sqrt(kernels::squaredNorm(gradients));
        kernels::AdamWStep numbers {++steps, 5e-5, 0.01};
        numbers.gradientScale = norm > 1 ? 1 / norm : 1;
        const at::NoGradGuard noGraph;
        words->step(wordGradient->rows, wordGradient->values, numbers);
        kernels::adamwStep(decaying, numbers);
        numbers.weightDecay = 0;
        kernels::adamwStep(others, numbers);
        wordGradient->clear();
        for (auto* group : {&decaying, &others})
            for (kernels::AdamWTensor& tensor : *group)
                tensor.gradient = tensor.parameter.mutable_grad() = at::Tensor();
    }
};

}

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: bench_train_step FOLDER [steps] [threads]\n"), 2;
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2000 << 20);
    mallopt(M_TOP_PAD, 64 << 20);
    const int steps = argc > 2 ? std::atoi(argv[2]) : 40;
    at::set_num_threads(argc > 3 ? std::atoi(argv[3]) : 2);
    LoadedModel loaded
        = loadModel(argv[1], {"BertForSequenceClassification", {"negative", "positive"}, "cls", 1}).value();
    Model& model = *loaded.model;
    Optimizer optimizer(model.parameters());
    Random random(7);
    double forward = 0, backward = 0, update = 0, cpu = 0;
    std::vector<double> times;
    std::int64_t tokens = 0;
    for (int step = 0; step < steps + 3; ++step) {
        const PackedBatch batch = toPackedBatch(batchOf(random, model.config().vocabularySize), at::kCPU);
        const double t0 = seconds(), c0 = cpuSeconds();
        optimizer.words->beforeRead(batch.ids);
        ForwardOptions options;
        options.training = true;
        options.seed = 3;
        options.step = step;
        const at::Tensor loss = at::cross_entropy_loss(model.forward(batch, options).logits,
                                                       at::zeros({batch.sequences()}, at::TensorOptions(at::kLong)));
        const double t1 = seconds();
        loss.backward();
        const double t2 = seconds();
        optimizer.step();
        const double t3 = seconds();
        if (step < 3) continue; // warming up
        tokens += batch.tokens();
        cpu += cpuSeconds() - c0;
        forward += t1 - t0, backward += t2 - t1, update += t3 - t2;
        times.push_back(t3 - t0);
    }
    std::sort(times.begin(), times.end());
    double total = 0;
    for (const double time : times)
        total += time;
    std::printf("kernels %s, %d threads, %.1f tokens a text: %.1f rows/s (median step %.1f ms, best %.1f; mean forward "
                "%.1f, backward %.1f, update %.1f; processor %.1f)\n",
                kernels::kernelTable().name, at::get_num_threads(), static_cast<double>(tokens) / steps / 16,
                16 * steps / total, 1e3 * times[times.size() / 2], 1e3 * times.front(), 1e3 * forward / steps,
                1e3 * backward / steps, 1e3 * update / steps, 1e3 * cpu / steps);
}
