// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace espalier {

/// Factor on the learning rate at `step` (0-based) of `steps`: linear warm-up over ceil(warmupRatio·steps), then linear to 0,
/// cosine to 0, or constant, as Transformers' schedulers. "slanted": the slanted triangle of ULMFiT (Howard & Ruder 2018),
/// which rises from 1/32 over the first warmupRatio of the steps and falls back to it.
double scheduleFactor(const std::string& schedule, std::int64_t step, std::int64_t steps, double warmupRatio);

}
