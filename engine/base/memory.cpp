// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/memory.h"

#include <fstream>
#include <malloc.h>
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

std::int64_t peakBytes() {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
    }
    return 0;
}

void resetPeakBytes() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

void releaseFreeBlocks() {
    malloc_trim(0);
}

void keepLargeBlocks() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
}

}
