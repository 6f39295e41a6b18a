// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/batch_stream.h"

#include "engine/data/collate.h"

#include <algorithm>
#include <cmath>

namespace espalier {

BatchStream::BatchStream(std::int64_t rows, std::int64_t batchSize, std::int64_t accumulation, std::uint64_t seed) :
    m_rows(rows),
    m_rowsPerStep(batchSize * accumulation),
    m_stepsPerEpoch((rows + m_rowsPerStep - 1) / m_rowsPerStep),
    m_seed(seed) { }

std::int64_t BatchStream::steps(double epochs) const {
    return static_cast<std::int64_t>(std::ceil(epochs * static_cast<double>(m_stepsPerEpoch)));
}

std::vector<std::int64_t> BatchStream::rowsOf(std::int64_t step) {
    const std::int64_t epoch = step / m_stepsPerEpoch;
    if (epoch != m_epoch) {
        m_order = epochOrder(m_rows, m_seed, epoch);
        m_epoch = epoch;
    }
    const std::int64_t first = step % m_stepsPerEpoch * m_rowsPerStep;
    return {m_order.begin() + first, m_order.begin() + std::min(first + m_rowsPerStep, m_rows)};
}

}
