// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace espalier {

/// Bytes of this process that are in memory; 0 where the system does not say.
std::int64_t residentBytes();
/// Bytes that programs can still have without swapping (MemAvailable); 0 where the system does not say.
std::int64_t availableBytes();

/// glibc maps every block over 32 MB afresh and gives it back, page fault by page fault; training allocates such blocks
/// each step. Keeps them instead; called first thing in main.
void keepLargeBlocks();

}
