// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/torch_errors.h"

#include "engine/training/out_of_memory.h"

#include <ATen/Parallel.h>

#include <thread>

namespace espalier {

Error fromTorch(const c10::Error& error) {
    if (isOutOfMemory(error)) {
        return {ErrorKind::Failed, "out of memory", {}, "close other programs, or use a smaller batch or model"};
    }
    const std::string text = error.what_without_backtrace();
    return {ErrorKind::Failed, "the computation failed: " + text.substr(0, text.find('\n'))};
}

void useThreads(int threads) {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    at::set_num_threads(threads > 0 ? threads : cores);
}

}
