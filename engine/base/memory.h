// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier {

/// Bytes of this process that are in memory; 0 where the system does not say.
std::int64_t residentBytes();
/// Bytes that programs can still have without swapping (MemAvailable); 0 where the system does not say.
std::int64_t availableBytes();

/// The most that has been in memory at once since resetPeakBytes(), which the process's start was the first of; 0 where the
/// system does not say.
std::int64_t peakBytes();
void resetPeakBytes();
/// Gives back what was freed and kept for later, so that the next work is not measured with what the last one left.
void releaseFreeBlocks();

/// glibc maps every block over 32 MB afresh and gives it back, page fault by page fault; training allocates such blocks
/// each step. Keeps them instead; called first thing in main.
void keepLargeBlocks();

}
