// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier {

/// Philox4x32-10 (Salmon et al., SC'11): four random words from a counter and a key, without state.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// A stream of random numbers fixed by (seed, stream); the same on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);
    std::uint32_t next();
    /// Uniform in [0, bound), bound ≥ 1, without bias.
    std::uint64_t below(std::uint64_t bound);
    /// Uniform in [0, 1).
    double uniform();
    /// Standard normal (Box–Muller).
    double normal();

private:
    std::array<std::uint32_t, 4> m_counter, m_block;
    std::array<std::uint32_t, 2> m_key;
    int m_used = 4;
};

/// A stream of its own for each name, so that what one draws doesn't depend on what else is drawn (FNV-1a).
std::uint64_t streamOf(std::string_view name);

/// A permutation of 0 … count-1 drawn by Fisher–Yates from (seed, stream).
std::vector<std::int64_t> shuffledIndices(std::int64_t count, std::uint64_t seed, std::uint64_t stream = 0);

}
