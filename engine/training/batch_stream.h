// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace espalier {

/// Which rows each step learns from: a pure function of (seed, step), so a resumed run sees the same batches.
/// A step takes batchSize × accumulation rows of its epoch's order; the last one of an epoch takes what is left.
class BatchStream {
public:
    BatchStream(std::int64_t rows, std::int64_t batchSize, std::int64_t accumulation, std::uint64_t seed);

    std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    /// Steps of a run: as Transformers, ceil(epochs × stepsPerEpoch).
    std::int64_t steps(double epochs) const;
    /// Rows of step `step` (0-based), in order.
    std::vector<std::int64_t> rowsOf(std::int64_t step);

private:
    std::int64_t m_rows, m_rowsPerStep, m_stepsPerEpoch;
    std::uint64_t m_seed;
    std::int64_t m_epoch = -1;
    std::vector<std::int64_t> m_order;
};

}
