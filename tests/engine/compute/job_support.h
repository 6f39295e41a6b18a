// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"
#include "tests/engine/base/temporary_folder.h"

namespace espalier::test {

std::filesystem::path tinyModelFolder();

/// A short run on texts that the tiny model of tests/reference/training.py has words for.
TrainJob tinyJob(const TemporaryFolder& folder);

/// Texts with their labels.
std::vector<Example> sentences(std::int64_t count, std::uint64_t seed);

}
