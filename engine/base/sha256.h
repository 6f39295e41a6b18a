// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace espalier {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
public:
    void update(const void* bytes, std::size_t size);
    /// Lower-case hexadecimal; the object is spent afterwards.
    std::string finish();

private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_pending {};
    std::size_t m_pendingSize = 0;
    std::uint64_t m_size = 0;
};

}
