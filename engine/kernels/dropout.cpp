// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/dropout.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

namespace espalier::kernels {

std::uint32_t Dropout::threshold() const {
    return static_cast<std::uint32_t>(std::lround(std::clamp(rate, 0.0, 65535.0 / 65536.0) * 65536.0));
}

float Dropout::scale() const {
    return 65536.0f / static_cast<float>(65536u - threshold());
}

MaskKey Dropout::key() const {
    return {seed, step, site, threshold(), scale()};
}

void plainMask(const MaskKey& key, std::uint32_t row, std::uint32_t first, std::int64_t count, std::uint64_t* mask) {
    const std::array<std::uint32_t, 2> seed {static_cast<std::uint32_t>(key.seed),
                                             static_cast<std::uint32_t>(key.seed >> 32)};
    for (std::int64_t word = 0; word < count; ++word) {
        std::uint64_t bits = 0;
        for (std::uint32_t lane = 0; lane < 8; ++lane) {
            const auto random
                = philox({(first + static_cast<std::uint32_t>(word)) * 8 + lane, row, key.site, key.step}, seed);
            for (std::uint32_t i = 0; i < 4; ++i) {
                bits |= std::uint64_t {(random[i] & 0xFFFFu) >= key.threshold} << (16 * i + 2 * lane);
                bits |= std::uint64_t {(random[i] >> 16) >= key.threshold} << (16 * i + 2 * lane + 1);
            }
        }
        mask[word] = bits;
    }
}

void dropoutMask(const Dropout& dropout, std::uint32_t row, std::int64_t words, std::uint64_t* mask) {
    kernelTable().maskRow(dropout.key(), row, words, mask);
}

}
