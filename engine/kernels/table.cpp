// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/table.h"

#include <atomic>

namespace espalier::kernels {

namespace {

const KernelTable* bestTable() {
#if defined(__x86_64__) || defined(__i386__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &kAvx2Kernels;
#endif
    return &kGenericKernels;
}

std::atomic<bool> generic {false};

}

const KernelTable& kernelTable() {
    static const KernelTable* const best = bestTable();
    return generic.load(std::memory_order_relaxed) ? kGenericKernels : *best;
}

void useGenericKernels(bool value) {
    generic = value;
}

}
