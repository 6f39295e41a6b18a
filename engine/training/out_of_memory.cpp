// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/out_of_memory.h"

#include <c10/util/Exception.h>

#include <cstring>
#include <new>

namespace espalier {

bool isOutOfMemory(const std::exception& exception) {
    if (dynamic_cast<const std::bad_alloc*>(&exception)) return true;
    if (dynamic_cast<const c10::OutOfMemoryError*>(&exception)) return true;
    // The CPU allocator throws a plain c10::Error: only its words tell.
    return dynamic_cast<const c10::Error*>(&exception) && std::strstr(exception.what(), "allocate memory") != nullptr;
}

}
