// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/git_blob.h"

#include "engine/base/file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace espalier {

namespace {

/// SHA-1 of bytes that come in pieces. Told apart are accidents, not attacks: for those there is SHA-256.
class Sha1 {
public:
    void update(std::string_view bytes) {
        m_size += bytes.size();
        while (!bytes.empty()) {
            const std::size_t count = std::min(bytes.size(), m_pending.size() - m_pendingSize);
            std::memcpy(m_pending.data() + m_pendingSize, bytes.data(), count);
            bytes.remove_prefix(count);
            m_pendingSize += count;
            if (m_pendingSize == m_pending.size()) compress();
        }
    }

    std::string finish() {
        const std::uint64_t bits = m_size * 8;
        update(std::string_view("\x80", 1));
        while (m_pendingSize != 56)
            update(std::string_view("\0", 1));
        std::string length;
        for (int shift = 56; shift >= 0; shift -= 8)
            length += static_cast<char>(bits >> shift);
        update(length);
        std::string text;
        for (const std::uint32_t word : m_state)
            for (int shift = 28; shift >= 0; shift -= 4)
                text += "0123456789abcdef"[word >> shift & 15];
        return text;
    }

private:
    void compress() {
        std::array<std::uint32_t, 80> words {};
        for (std::size_t i = 0; i < 16; ++i)
            for (std::size_t byte = 0; byte < 4; ++byte)
                words[i] = words[i] << 8 | m_pending[4 * i + byte];
        for (std::size_t i = 16; i < 80; ++i)
            words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        auto [a, b, c, d, e] = m_state;
        for (std::size_t i = 0; i < 80; ++i) {
            const std::uint32_t mixed = i < 20 ? ((b & c) | (~b & d)) + 0x5A827999
                : i < 40                       ? (b ^ c ^ d) + 0x6ED9EBA1
                : i < 60                       ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                                               : (b ^ c ^ d) + 0xCA62C1D6;
            const std::uint32_t next = std::rotl(a, 5) + mixed + e + words[i];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = next;
        }
        const std::array<std::uint32_t, 5> added {a, b, c, d, e};
        for (std::size_t i = 0; i < added.size(); ++i)
            m_state[i] += added[i];
        m_pendingSize = 0;
    }

    std::array<std::uint32_t, 5> m_state {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    std::array<std::uint8_t, 64> m_pending {};
    std::size_t m_pendingSize = 0;
    std::uint64_t m_size = 0;
};

}

std::string gitBlobId(std::string_view bytes) {
    Sha1 hash;
    hash.update("blob " + std::to_string(bytes.size()) + '\0');
    hash.update(bytes);
    return hash.finish();
}

std::string gitBlobIdOfFile(const std::filesystem::path& path) {
    std::error_code code;
    if (std::filesystem::file_size(path, code) == 0 && !code) return gitBlobId({}); // nothing to map
    const MappedFile file = MappedFile::open(path).value();
    return gitBlobId({reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()});
}

}
