// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens a second of greedy decoding with a language model's folder, and how that compares with the machine's memory.
// bench_generate FOLDER [tokens] [threads] [prompt ids with commas] [bits of a weight: 8 or 4]
#include "engine/base/memory.h"
#include "engine/models/decoding.h"

#include <ATen/Parallel.h>
#include <ATen/ops/argmax.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace espalier;

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<std::int32_t> idsOf(const char* text) {
    std::vector<std::int32_t> ids;
    for (char* end = nullptr; *text; text = *end ? end + 1 : end)
        ids.push_back(static_cast<std::int32_t>(std::strtol(text, &end, 10)));
    return ids;
}

std::int32_t best(const at::Tensor& logits) {
    return static_cast<std::int32_t>(logits[0].argmax().item<std::int64_t>());
}

}

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_generate FOLDER [tokens] [threads] [ids] [bits]\n"), 2;
    keepLargeBlocks();
    const int tokens = argc > 2 ? std::atoi(argv[2]) : 100;
    if (argc > 3 && std::atoi(argv[3]) > 0) at::set_num_threads(std::atoi(argv[3]));
    const std::vector<std::int32_t> prompt = argc > 4 ? idsOf(argv[4]) : std::vector<std::int32_t> {1, 2, 3, 4, 5, 6};
    const double begin = seconds();
    const LoadedModel loaded = loadModel(argv[1]).value();
    const auto decoding = loaded.model->decoding();
    const int bits = argc > 5 ? std::atoi(argv[5]) : 32;
    if (bits == 8 || bits == 4) decoding->useBits(bits);
    const double ready = seconds();
    std::vector<std::int32_t> ids {best(decoding->start({{prompt, {0}}}))};
    ids.push_back(best(decoding->next({ids.back()}))); // makes the weights of fewer bits
    const double first = seconds();
    while (static_cast<int>(ids.size()) < tokens)
        ids.push_back(best(decoding->next({ids.back()})));
    const double end = seconds();
    const double rate = (tokens - 2) / (end - first);
    std::printf("load %.2f s, first two tokens %.3f s, %.1f tokens/s, %.1f GB/s of weights\n", ready - begin, first - ready, rate,
                rate * static_cast<double>(loaded.model->parameterCount()) * bits / 8 * 1e-9);
    for (const std::int32_t id : ids)
        std::printf("%d ", id);
    std::printf("\n");
}
