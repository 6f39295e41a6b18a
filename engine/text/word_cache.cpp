// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/word_cache.h"

#include <atomic>

namespace espalier {

std::uint64_t WordCache::nextOwner() {
    static std::atomic<std::uint64_t> last {0};
    return ++last;
}

WordCache& WordCache::ofThread(std::uint64_t owner) {
    thread_local WordCache cache;
    cache.use(owner);
    return cache;
}

}
