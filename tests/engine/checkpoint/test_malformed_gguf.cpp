// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf.h"
#include "tests/engine/checkpoint/malformed.h"
#include "tests/engine/checkpoint/temporary_file.h"

namespace espalier::test {

namespace {

constexpr std::uint32_t kU32 = 4, kText = 8, kArray = 9, kF32 = 0, kF16 = 1, kQ8_0 = 8;

std::string text(const std::string& value) {
    return u64(value.size()) + value;
}

std::string gguf(std::uint64_t tensors, std::uint64_t values, const std::string& rest, std::uint32_t version = 3) {
    return "GGUF" + u32(version) + u64(tensors) + u64(values) + rest;
}

std::string value(const std::string& key, std::uint32_t type, const std::string& bytes) {
    return text(key) + u32(type) + bytes;
}

/// Extents in the file's order, the innermost first.
std::string tensor(const std::string& name, const std::vector<std::uint64_t>& extents, std::uint32_t type,
                   std::uint64_t offset) {
    std::string bytes = text(name) + u32(static_cast<std::uint32_t>(extents.size()));
    for (const std::uint64_t extent : extents)
        bytes += u64(extent);
    return bytes + u32(type) + u64(offset);
}

/// A whole file of tensors: table, padding to `alignment`, data.
std::string file(const std::vector<std::string>& tensors, std::size_t data, const std::string& values = {},
                 std::uint64_t valueCount = 0, std::size_t alignment = 32) {
    std::string bytes = gguf(tensors.size(), valueCount, values);
    for (const std::string& entry : tensors)
        bytes += entry;
    bytes.append((alignment - bytes.size() % alignment) % alignment, '\0');
    return bytes + std::string(data, 'x');
}

std::string nested(int levels) {
    std::string bytes;
    for (int i = 0; i < levels; ++i)
        bytes += u32(kArray) + u64(1);
    return bytes + u32(kU32) + u64(0);
}

std::vector<Malformed> malformedHeads() {
    return {
        {"empty.gguf", "", "does not begin with GGUF"},
        {"three_bytes.gguf", "GGU", "does not begin with GGUF"},
        {"wrong_magic.gguf", "GGML" + u32(3) + u64(0) + u64(0), "does not begin with GGUF"},
        {"magic_alone.gguf", "GGUF", "ends inside the version"},
        {"version_0.gguf", gguf(0, 0, "", 0), "version 0"},
        {"version_1.gguf", gguf(0, 0, "", 1), "version 1"},
        {"version_4.gguf", gguf(0, 0, "", 4), "version 4"},
        {"big_endian.gguf", gguf(0, 0, "", 3u << 24), "big-endian"},
        {"no_counts.gguf", "GGUF" + u32(3), "ends inside tensors"},
        {"tensor_count_of_exabytes.gguf", gguf(1ull << 60, 0, ""), "more than the 500000"},
        {"tensor_count_all_ones.gguf", gguf(~0ull, 0, ""), "claims 18446744073709551615 tensors"},
        {"tensor_count_beyond_file.gguf", gguf(400000, 0, ""), "only 8 bytes follow"},
        {"value_count_all_ones.gguf", gguf(0, ~0ull, ""), "metadata values"},
        {"one_value_too_few.gguf", gguf(0, 2, value("a", kU32, u32(1)) + std::string(12, '\0')), "ends inside"},
    };
}

std::vector<Malformed> malformedValues() {
    return {
        {"key_length_all_ones.gguf", gguf(0, 1, u64(~0ull) + std::string(20, 'a')), "ends inside a metadata key"},
        {"key_beyond_file.gguf", gguf(0, 1, u64(100) + std::string(20, 'a')), "ends inside a metadata key"},
        {"key_too_long.gguf", gguf(0, 1, value(std::string(65536, 'a'), kU32, u32(1))), "65535"},
        {"key_not_utf8.gguf", gguf(0, 1, value("a\xFF", kU32, u32(1))), "not UTF-8"},
        {"key_with_surrogate.gguf", gguf(0, 1, value("a\xED\xA0\x80", kU32, u32(1))), "not UTF-8"},
        {"duplicate_key.gguf", gguf(0, 2, value("a", kU32, u32(1)) + value("a", kU32, u32(1))), "there twice"},
        {"line_feed_in_key.gguf", gguf(0, 2, value("a\nb", kU32, u32(1)) + value("a\nb", kU32, u32(1))), "there twice"},
        {"unknown_value_type.gguf", gguf(0, 1, value("a", 13, u64(0))), "no value type 13"},
        {"value_type_all_ones.gguf", gguf(0, 1, value("a", ~0u, u64(0))), "no value type"},
        {"value_cut_off.gguf", gguf(0, 1, value("a", 10, u32(0))), "ends inside a number"},
        {"text_length_all_ones.gguf", gguf(0, 1, value("a", kText, u64(~0ull))), "ends inside a text"},
        {"text_beyond_file.gguf", gguf(0, 1, value("a", kText, u64(9) + "12345678")), "ends inside a text"},
        {"array_of_unknown_type.gguf", gguf(0, 1, value("a", kArray, u32(77) + u64(0))), "no value type 77"},
        {"array_length_all_ones.gguf", gguf(0, 1, value("a", kArray, u32(kU32) + u64(~0ull))), "elements, but only"},
        {"array_length_wraps.gguf", gguf(0, 1, value("a", kArray, u32(10) + u64(1ull << 61) + u64(0))),
         "elements, but only"},
        {"array_of_texts_cut_off.gguf", gguf(0, 1, value("a", kArray, u32(kText) + u64(2) + text("abc") + u64(9))),
         "ends inside a text of an array"},
        {"array_nested_five_deep.gguf", gguf(0, 1, value("a", kArray, nested(5))), "more than 4 deep"},
        {"array_nested_length_all_ones.gguf",
         gguf(0, 1, value("a", kArray, u32(kArray) + u64(1) + u32(kU32) + u64(~0ull))), "ends inside an array"},
        {"array_nested_of_texts_all_ones.gguf",
         gguf(0, 1, value("a", kArray, u32(kArray) + u64(1) + u32(kText) + u64(~0ull))), "ends inside a text"},
        {"alignment_0.gguf", gguf(0, 1, value("general.alignment", kU32, u32(0))), "not a power of two"},
        {"alignment_24.gguf", gguf(0, 1, value("general.alignment", kU32, u32(24))), "not a power of two"},
        {"alignment_is_text.gguf", gguf(0, 1, value("general.alignment", kText, text("32"))), "not a 32-bit"},
        {"alignment_is_64_bit.gguf", gguf(0, 1, value("general.alignment", 10, u64(32))), "not a 32-bit"},
    };
}

std::vector<Malformed> malformedTensors() {
    return {
        {"name_length_all_ones.gguf", gguf(1, 0, u64(~0ull) + std::string(20, 'a')), "ends inside a tensor's name"},
        {"name_not_utf8.gguf", file({tensor("\xC0\x80", {1}, kF32, 0)}, 4), "not UTF-8"},
        {"duplicate_tensor.gguf", file({tensor("a", {1}, kF32, 0), tensor("a", {1}, kF32, 32)}, 36), "there twice"},
        {"five_dimensions.gguf", file({tensor("a", {1, 1, 1, 1, 1}, kF32, 0)}, 4), "5 dimensions"},
        {"rank_all_ones.gguf", gguf(1, 0, text("a") + u32(~0u) + std::string(20, '\0')), "4294967295 dimensions"},
        {"zero_dim.gguf", file({tensor("a", {4, 0}, kF32, 0)}, 16), "extent 0"},
        {"shape_overflow.gguf", file({tensor("a", {1ull << 32, 1ull << 32}, kF32, 0)}, 4), "does not fit 64 bits"},
        {"shape_of_2_to_the_63.gguf", file({tensor("a", {1ull << 63}, kF32, 0)}, 4), "does not fit 64 bits"},
        {"size_overflow.gguf", file({tensor("a", {1ull << 62}, kF32, 0)}, 4), "does not fit 64 bits"},
        {"size_wraps_to_four.gguf", file({tensor("a", {(1ull << 62) + 1}, kF32, 0)}, 4), "does not fit 64 bits"},
        {"unknown_type.gguf", file({tensor("a", {1}, 99, 0)}, 4), "element type 99"},
        {"removed_type_q4_2.gguf", file({tensor("a", {32}, 4, 0)}, 32), "element type 4"},
        {"half_a_block.gguf", file({tensor("a", {48}, kQ8_0, 0)}, 64), "not whole blocks of Q8_0"},
        {"scalar_of_blocks.gguf", file({tensor("a", {}, kQ8_0, 0)}, 64), "not whole blocks of Q8_0"},
        {"table_cut_off.gguf", gguf(1, 0, tensor("a", {1}, kF32, 0).substr(0, 26)), "ends inside a tensor's"},
        {"offset_not_aligned.gguf", file({tensor("a", {1}, kF32, 4)}, 8), "not a multiple of the alignment 32"},
        {"offset_not_aligned_to_64.gguf",
         file({tensor("a", {1}, kF32, 32)}, 36, value("general.alignment", kU32, u32(64)), 1, 64), "alignment 64"},
        {"offset_outside.gguf", file({tensor("a", {1}, kF32, 64)}, 32), "outside the file"},
        {"offset_all_ones.gguf", file({tensor("a", {1}, kF32, ~0ull - 31)}, 32), "outside the file"},
        {"data_cut_off.gguf", file({tensor("a", {9}, kF32, 0)}, 35), "outside the file"},
        {"data_missing.gguf", gguf(1, 0, tensor("a", {1}, kF32, 0)), "before the tensors' data"},
        {"overlapping_tensors.gguf", file({tensor("a", {16}, kF32, 0), tensor("b", {8}, kF32, 32)}, 64), "overlaps"},
        {"same_bytes_twice.gguf", file({tensor("a", {8}, kF16, 0), tensor("b", {8}, kF16, 0)}, 64), "overlaps"},
    };
}

class MalformedGguf : public testing::TestWithParam<Malformed> { };

}

TEST_P(MalformedGguf, IsRefusedNamingFileAndByte) {
    expectRefused(GetParam(), [](const auto& path) -> Status {
        const auto opened = GgufFile::open(path);
        if (!opened) return opened.error();
        return Done {};
    });
}

INSTANTIATE_TEST_SUITE_P(Heads, MalformedGguf, testing::ValuesIn(malformedHeads()), nameOf);
INSTANTIATE_TEST_SUITE_P(Values, MalformedGguf, testing::ValuesIn(malformedValues()), nameOf);
INSTANTIATE_TEST_SUITE_P(Tensors, MalformedGguf, testing::ValuesIn(malformedTensors()), nameOf);

TEST(Gguf, ABuilderWithoutFaultIsAccepted) {
    const TemporaryFolder folder;
    const auto path = folder.write("good.gguf",
                                   file({tensor("a", {3, 2}, kF32, 0), tensor("b", {}, kF16, 32)}, 34,
                                        value("a", kArray, nested(3)) + value("b", kText, text("x")), 2));
    const GgufFile good = GgufFile::open(path).value();
    EXPECT_EQ(good.tensors().at("a").shape, (std::vector<std::int64_t> {2, 3}));
    EXPECT_EQ(good.tensors().at("b").bytes.size(), 2u);
    EXPECT_EQ(good.keys(), (std::vector<std::string> {"a", "b"}));
}

TEST(Gguf, EveryTruncationOfAGoodFileIsRefused) {
    const TemporaryFolder folder;
    const std::string good
        = file({tensor("a", {3, 2}, kF32, 0)}, 24, value("b", kArray, u32(kText) + u64(1) + text("x")), 1);
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(GgufFile::open(folder.write("cut.gguf", good.substr(0, size)))) << size;
}

}
