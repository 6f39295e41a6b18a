// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace espalier {
namespace {

std::uint32_t low(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
}
std::uint32_t high(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32);
}

}

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = std::uint64_t {0xD2511F53u} * counter[0];
        const std::uint64_t second = std::uint64_t {0xCD9E8D57u} * counter[2];
        counter = {high(second) ^ counter[1] ^ key[0], low(second), high(first) ^ counter[3] ^ key[1], low(first)};
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
    return counter;
}

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : m_counter {0, 0, low(stream), high(stream)}, m_block {}, m_key {low(seed), high(seed)} { }

std::uint32_t Random::next() {
    if (m_used == 4) {
        m_block = philox(m_counter, m_key);
        if (++m_counter[0] == 0) ++m_counter[1];
        m_used = 0;
    }
    return m_block[static_cast<std::size_t>(m_used++)];
}

std::uint64_t Random::below(std::uint64_t bound) {
    // The first 2^64 mod bound values would come up once too often.
    const std::uint64_t unfair = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t lower = next();
        const std::uint64_t value = (std::uint64_t {next()} << 32) | lower;
        if (value >= unfair) return value % bound;
    }
}

double Random::uniform() {
    const std::uint64_t lower = next();
    const std::uint64_t value = (std::uint64_t {next()} << 32) | lower;
    return static_cast<double>(value >> 11) * 0x1p-53;
}

double Random::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

std::uint64_t streamOf(std::string_view name) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return hash;
}

std::vector<std::int64_t> shuffledIndices(std::int64_t count, std::uint64_t seed, std::uint64_t stream) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(count > 0 ? count : 0));
    std::iota(indices.begin(), indices.end(), std::int64_t {0});
    Random random(seed, stream);
    for (std::size_t left = indices.size(); left > 1; --left)
        std::swap(indices[left - 1], indices[random.below(left)]);
    return indices;
}

}
