// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/stored_tensor.h"

#include "engine/checkpoint/float_conversion.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include <sys/mman.h>
#include <unistd.h>

namespace espalier {

namespace {

constexpr std::size_t kChunkElements = 1 << 20; // a multiple of every block

/// Takes the whole pages of a mapped range out of memory; a later access reads them again from the file's cache.
void releasePages(std::span<const std::uint8_t> bytes) {
    static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<std::uintptr_t>(bytes.data()) / page * page;
    const auto last = (reinterpret_cast<std::uintptr_t>(bytes.data()) + bytes.size()) / page * page;
    if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

/// Asks for large pages for what is about to be filled: a fault each 2 MB instead of each 4 kB, most of a load's time.
void expectWrites([[maybe_unused]] std::span<float> target) {
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t kLarge = 2 << 20;
    const auto begin = reinterpret_cast<std::uintptr_t>(target.data());
    const auto first = (begin + kLarge - 1) / kLarge * kLarge, last = (begin + target.size_bytes()) / kLarge * kLarge;
    if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

/// Elements one after the other, as far as `target` goes.
void readPlain(const StoredTensor& tensor, std::span<float> target) {
    const std::size_t block = blockElements(tensor.type), size = elementSize(tensor.type);
    for (std::size_t done = 0; done < target.size();) {
        const std::size_t count = std::min(kChunkElements, target.size() - done);
        const auto piece = tensor.bytes.subspan(done / block * size, count / block * size);
        toFloats(tensor.type, piece, target.data() + done);
        if (tensor.mapped) releasePages(piece);
        done += count;
    }
}

void readRotary(const StoredTensor& tensor, std::span<float> target) {
    const auto rows = static_cast<std::size_t>(tensor.shape.front());
    const std::size_t columns = target.size() / rows;
    const std::size_t rowBytes = tensor.bytes.size() / rows;
    const std::size_t perHead = rows / static_cast<std::size_t>(tensor.rotaryHeads);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t head = row / perHead, within = row % perHead, half = perHead / 2;
        const std::size_t source = head * perHead + within % half * 2 + within / half;
        toFloats(tensor.type, tensor.bytes.subspan(source * rowBytes, rowBytes), target.data() + row * columns);
    }
    if (tensor.mapped) releasePages(tensor.bytes);
}

/// Every element by its strides: the last two dimensions in tiles, so that a transposed matrix stays in the cache.
void gather(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides, const float* source,
            std::span<float> target) {
    constexpr std::int64_t kTile = 32;
    const std::size_t rank = shape.size();
    const std::int64_t columns = rank > 0 ? shape[rank - 1] : 1, rows = rank > 1 ? shape[rank - 2] : 1;
    const std::int64_t columnStride = rank > 0 ? strides[rank - 1] : 0, rowStride = rank > 1 ? strides[rank - 2] : 0;
    std::vector<std::int64_t> index(rank > 2 ? rank - 2 : 0);
    float* matrix = target.data();
    for (const float* end = matrix + target.size(); matrix < end; matrix += rows * columns) {
        const float* from = source + std::inner_product(index.begin(), index.end(), strides.begin(), std::int64_t {0});
        for (std::int64_t r0 = 0; r0 < rows; r0 += kTile)
            for (std::int64_t c0 = 0; c0 < columns; c0 += kTile)
                for (std::int64_t r = r0; r < std::min(rows, r0 + kTile); ++r)
                    for (std::int64_t c = c0; c < std::min(columns, c0 + kTile); ++c)
                        matrix[r * columns + c] = from[r * rowStride + c * columnStride];
        for (std::size_t i = index.size(); i > 0 && ++index[i - 1] == shape[i - 1]; --i)
            index[i - 1] = 0;
    }
}

}

std::int64_t StoredTensor::elements() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t {1}, std::multiplies<>());
}

void readFloats(const StoredTensor& tensor, std::span<float> target, const std::string& where) {
    if (!canBeFloats(tensor.type))
        failBadInput(std::string("weights of type ") + dataTypeName(tensor.type) + " are not supported", where,
                     "supported: F32, F16, BF16, F64 and GGUF's Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q4_K, Q5_K, Q6_K");
    if (target.empty()) return;
    expectWrites(target);
    if (tensor.rotaryHeads > 0) return readRotary(tensor, target);
    if (tensor.strides.empty()) return readPlain(tensor, target);
    std::vector<float> values(tensor.bytes.size() / elementSize(tensor.type) * blockElements(tensor.type));
    readPlain(tensor, values);
    gather(tensor.shape, tensor.strides, values.data(), target);
}

}
