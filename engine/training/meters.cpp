// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/meters.h"

#include <fstream>
#include <string>
#include <unistd.h>

namespace espalier {

std::int64_t residentBytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t size = 0, resident = 0;
    return file >> size >> resident ? resident * sysconf(_SC_PAGESIZE) : 0;
}

std::int64_t availableBytes() {
    std::ifstream file("/proc/meminfo");
    std::string key, unit;
    for (std::int64_t kibibytes = 0; file >> key >> kibibytes && std::getline(file, unit);) {
        if (key == "MemAvailable:") return kibibytes * 1024;
    }
    return 0;
}

double Meters::remaining(std::int64_t stepsLeft, std::int64_t rowsToEvaluate) const {
    if (steps == 0) return 0;
    const double perRow = evaluatedRows > 0 ? evaluationSeconds / static_cast<double>(evaluatedRows)
        : rows > 0                          ? stepSeconds / static_cast<double>(rows) / 3
                                            : 0;
    return stepSeconds / static_cast<double>(steps) * static_cast<double>(stepsLeft)
        + perRow * static_cast<double>(rowsToEvaluate);
}

}
