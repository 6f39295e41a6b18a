// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/meters.h"

namespace espalier {

double Meters::remaining(std::int64_t stepsLeft, std::int64_t rowsToEvaluate) const {
    if (steps == 0) return 0;
    const double perRow = evaluatedRows > 0 ? evaluationSeconds / static_cast<double>(evaluatedRows)
        : rows > 0                          ? stepSeconds / static_cast<double>(rows) / 3
                                            : 0;
    return stepSeconds / static_cast<double>(steps) * static_cast<double>(stepsLeft)
        + perRow * static_cast<double>(rowsToEvaluate);
}

}
